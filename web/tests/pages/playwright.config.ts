import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// Screens of the member without a server: answers are given by mock.ts, the pages are the built ones' sources.
const port = Number(process.env['ESSAIM_PAGES_PORT'] ?? 5199);
const chromium = process.env['ESSAIM_CHROMIUM'] ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/pages',
  workers: 1,
  timeout: 30_000,
  reporter: 'line',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    serviceWorkers: 'block',
    launchOptions: existsSync(chromium) ? { executablePath: chromium } : {}
  },
  webServer: {
    command: `npx vite dev --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: '../..',
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: true,
    timeout: 60_000
  }
});
