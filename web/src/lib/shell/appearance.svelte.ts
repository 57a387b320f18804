import { keep, kept } from './kept';

export type Scheme = 'system' | 'light' | 'dark';
export type Reading = 'usual' | 'legible';

const state = $state<{ scheme: Scheme; reading: Reading }>({ scheme: 'system', reading: 'usual' });

function dark(): boolean {
  return state.scheme === 'dark' || (state.scheme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}

/** The browser's own bars take the colour that the tokens say. */
export function applyChrome(): void {
  const chrome = getComputedStyle(document.documentElement).getPropertyValue('--chrome').trim();
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', chrome);
}

function apply(): void {
  const root = document.documentElement;
  root.dataset['scheme'] = dark() ? 'dark' : 'light';
  if (state.reading === 'legible') root.dataset['reading'] = 'legible';
  else delete root.dataset['reading'];
  applyChrome();
}

/** Takes up what the page's first script applied, and follows the system from then on. */
export function startAppearance(): void {
  const scheme = kept('scheme');
  state.scheme = scheme === 'light' || scheme === 'dark' ? scheme : 'system';
  state.reading = kept('reading') === 'legible' ? 'legible' : 'usual';
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
}

export const appearance = {
  get scheme(): Scheme {
    return state.scheme;
  },
  set scheme(value: Scheme) {
    state.scheme = value;
    keep('scheme', value === 'system' ? null : value);
    apply();
  },
  get reading(): Reading {
    return state.reading;
  },
  set reading(value: Reading) {
    state.reading = value;
    keep('reading', value === 'usual' ? null : value);
    apply();
  }
};
