import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// Where the server listens while the screens are being worked on: ESSAIM_SERVER=http://127.0.0.1:8081 npm run dev
const server = process.env['ESSAIM_SERVER'] ?? 'http://127.0.0.1:8080';

// On a phone's network each request costs a journey of its own, so what many screens need travels in few files: without
// these groups a first Today was 71 files, with them it is 26, and a little lighter. Every file of
// a group is loaded by nearly all of the screens that load any of it (`entriesAware`); what one screen alone needs stays
// with that screen.
// What starts Kit stays alone: all the rest reads, while it is loaded, the version that the start has set just before.
const groups = [
  { name: 'start', test: /runtime\/client\/payload\.js$|vite\/preload-helper/, priority: 4 },
  // Classes that extend each other stay in one file: between two files that need one another, one is loaded too late.
  { name: 'queries', test: /node_modules\/@tanstack\//, priority: 4 },
  { name: 'style', test: /type=style|\.css$/, minShareCount: 2, priority: 3 },
  { name: 'common', minShareCount: 8, entriesAware: true, entriesAwareMergeThreshold: 60_000, priority: 2 },
  { name: 'some', minShareCount: 2, maxModuleSize: 2500, entriesAware: true, entriesAwareMergeThreshold: 3000 }
];

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
  environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } } },
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
