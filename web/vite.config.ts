import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// Where the server listens while the screens are being worked on: ESSAIM_SERVER=http://127.0.0.1:8081 npm run dev
const server = process.env['ESSAIM_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    sveltekit({
      compilerOptions: { runes: true },
      adapter: adapter({ pages: 'build', assets: 'build', fallback: 'index.html', strict: true }),
      // The name is fixed so that the same sources give the same bytes, and the policy's hashes stay reproducible.
      version: { name: 'essaim' },
      // The product registers the worker itself, after the first paint.
      serviceWorker: { register: false },
      paths: { relative: false }
    })
  ],
  // A font or a picture inlined as data: would need a wider content security policy.
  build: { assetsInlineLimit: 0, target: 'es2022' },
  server: {
    fs: { allow: ['..'] },
    proxy: {
      '/api': { target: server },
      '/media': { target: server },
      '/brand': { target: server },
      '/manifest.webmanifest': { target: server },
      '/r/': { target: server }
    }
  },
  test: {
    include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts', 'lint/**/*.test.ts'],
    environment: 'node'
  }
});
