import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { essaim } from './lint/essaim.js';

// A room is entered through its index only (package.json, imports); inside itself it uses relative paths.
const boundaries = {
  'no-restricted-imports': [
    'error',
    {
      patterns: [{ group: ['../../features/*', '../../*/features/*'], message: 'Use #lib/features/<name>.' }]
    }
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
    { selector: 'TSEnumDeclaration', message: 'Use a union of literals instead of an enum.' }
  ]
};

export default ts.config(
  { ignores: ['.svelte-kit/', 'build/', 'node_modules/', 'src/lib/api/openapi.d.ts'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // The app stands at the root of its host: addresses are plain.
      'svelte/no-navigation-without-resolve': 'off',
      eqeqeq: 'error',
      'no-console': 'error'
    }
  },
  { files: ['src/**/*.ts', 'src/**/*.svelte'], ignores: ['src/routes/**', '**/*.test.ts'], rules: boundaries },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } }
  },
  {
    files: ['**/*.svelte'],
    plugins: { essaim },
    rules: {
      'essaim/no-literal-text': 'error',
      'essaim/no-raw-colour': 'error',
      'no-restricted-syntax': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error'
    }
  },
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } }
);
