import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// Where the server listens while the screens are being worked on: ESSAIM_SERVER=http://127.0.0.1:8081 npm run dev
const server = process.env['ESSAIM_SERVER'] ?? 'http://127.0.0.1:8080';

// On a phone's network each request costs a journey of its own, so what a first screen needs travels in few files. In the
// order of their priority:
// - `start` sets Kit's version, which all the rest reads while it is loaded, so it stays alone.
// - `app` is what eight and more files of the app load, with all that needs in its turn; but not the choices, which carry
//   a library that neither the door nor Today draws anything with.
// - `signs` are the drawings that a few screens share: too small to travel alone.
// - `frame`, `door` and `today` hold the rest of what most first visits are for; a screen's own stays with that screen.
// A group takes what its files need along with them, unless an earlier one has it: so a file needs only those before it,
// and there is no cycle of files that would load a class before what it extends (finish-build.mjs looks).
const choices =
  /node_modules\/(?:bits-ui|svelte-toolbelt|runed|inline-style-parser|style-to-object|tabbable|@floating-ui|@internationalized)\/|\/lib\/ui\/(?:Checkbox|Segmented|Switch|Tabs)\.svelte/;
const style = /type=style|\.css$/;
const firstStyle =
  /\/(?:routes\/\+(?:layout|error)|routes\/\(app\)\/\+layout|lib\/shell\/\w+|features\/today\/\w+|features\/tour\/DemoTour|ui\/Toasts|me\/Notices|people\/door\/(?:Door|SignIn|DemoLogins|LanguageSwitch))\.svelte\?/;
const groups = [
  { name: 'start', test: /runtime\/client\/payload\.js$|vite\/preload-helper|rolldown\/runtime/, priority: 9 },
  { name: 'ground', test: /lib\/styles\/app\.css$/, priority: 8 },
  { name: 'style', test: (id: string) => style.test(id) && firstStyle.test(id), priority: 7 },
  { name: 'parts', test: style, minShareCount: 2, priority: 6 },
  { name: 'app', test: (id: string) => !choices.test(id), minShareCount: 8, priority: 5 },
  { name: 'choices', test: choices, minShareCount: 2, priority: 4 },
  { name: 'signs', test: /@lucide\/svelte\/dist\/icons\//, minShareCount: 4, priority: 4 },
  { name: 'frame', test: /\/routes\/\(app\)\/\+layout\.svelte$/, priority: 3 },
  { name: 'door', test: /\/features\/people\/door\/(?:Door|SignIn)\.svelte$/, priority: 2 },
  { name: 'today', test: /\/features\/today\/(?:TodayPage|StoryCard)\.svelte$/, priority: 1 }
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
