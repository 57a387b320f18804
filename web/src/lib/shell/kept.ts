// Small choices of this browser that say nothing about a person: scheme, reading font, language, whether it has the
// typefaces. Never a token or a text.

export type Kept = 'scheme' | 'reading' | 'language' | 'fonts';

export function kept(name: Kept): string | null {
  try {
    return localStorage.getItem(`essaim.${name}`);
  } catch {
    return null;
  }
}

export function keep(name: Kept, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`essaim.${name}`);
    else localStorage.setItem(`essaim.${name}`, value);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}
