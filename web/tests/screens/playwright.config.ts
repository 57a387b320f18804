import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const port = Number(process.env['SCREENS_PORT'] ?? 4179);
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

// The screens on given answers: accessibility, the policy, no sideways scroll. Whole journeys on the real server are in
// tests/journeys at the root.
export default defineConfig({
  testDir: '.',
  outputDir: fileURLToPath(new URL('../../../build/screens', import.meta.url)),
  // Each test has a page of its own, so that one long file does not hold up the end.
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  reporter: [['line']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
    }
  },
  webServer: {
    command: `node ${fileURLToPath(new URL('serve.mjs', import.meta.url))}`,
    env: { PORT: String(port) },
    port,
    reuseExistingServer: false
  }
});
