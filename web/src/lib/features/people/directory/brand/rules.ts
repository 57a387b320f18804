import type { BrandMark, BrandPalette } from '#lib/api';

/** The colour that every programme starts with. */
export const essaimColour = '#135847';

/** "#0055ff" in small letters, or null where it is none yet: the server takes nothing else. */
export function asColour(text: string): string | null {
  const colour = text.trim().toLowerCase();
  return /^#[0-9a-f]{6}$/.test(colour) ? colour : null;
}

/** The contrast of a move, cut and never rounded up: 4.49 is not 4.5. */
export const ratioOf = (hundredths: number): number => Math.floor(hundredths / 10) / 10;

export const schemes = ['light', 'dark', 'deep'] as const;
export type Panel = (typeof schemes)[number];

export interface Dress {
  ground: string;
  text: string;
  mark: string;
  primary: string;
  onPrimary: string;
  soft: string;
  onSoft: string;
  link: string;
}

/** What one of the three grounds looks like with this palette. */
export function dressOf(palette: BrandPalette, panel: Panel): Dress {
  if (panel === 'deep') {
    const { deep, on_deep: text, steps } = palette;
    const light = steps[3] ?? text;
    return { ground: deep, text, mark: light, primary: light, onPrimary: deep, soft: deep, onSoft: text, link: light };
  }
  const tones = palette[panel];
  return {
    ground: tones.surface,
    text: tones.text,
    mark: tones.primary,
    primary: tones.primary,
    onPrimary: tones.on_primary,
    soft: tones.primary_soft_2,
    onSoft: tones.on_primary_soft,
    link: tones.primary_text
  };
}

/** The tile under a mark, as /brand.css says it. */
export function tileOf(mark: BrandMark, panel: Panel): 'none' | 'light' | 'dark' {
  if (panel === 'light') return mark.tile_on_light ? 'dark' : 'none';
  return mark.tile_on_dark ? 'light' : 'none';
}

export function widthOf(mark: BrandMark): number {
  return Math.min(4, Math.max(0.5, Math.floor((mark.width * 10) / mark.height) / 10));
}
