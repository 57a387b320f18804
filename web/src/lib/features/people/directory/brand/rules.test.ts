import { describe, expect, it } from 'vitest';
import { asColour, ratioOf, tileOf, widthOf } from './rules';

const mark = { id: 'a', url: '/brand/a.png', width: 512, height: 256, tile_on_light: false, tile_on_dark: true };

describe('an organisation’s colour and mark', () => {
  it('is a colour only with all its six signs', () => {
    expect(asColour(' #0055FF ')).toBe('#0055ff');
    for (const text of ['', '#05f', '0055ff', '#0055fg', '#0055ff0', 'blue']) expect(asColour(text)).toBeNull();
  });
  it('never rounds a contrast up', () => {
    expect(ratioOf(449)).toBe(4.4);
    expect(ratioOf(450)).toBe(4.5);
    expect(ratioOf(143)).toBe(1.4);
  });
  it('lays a mark on a tile where the server says it would not be seen', () => {
    expect(tileOf(mark, 'light')).toBe('none');
    expect(tileOf(mark, 'dark')).toBe('light');
    expect(tileOf(mark, 'deep')).toBe('light');
    expect(tileOf({ ...mark, tile_on_light: true, tile_on_dark: false }, 'light')).toBe('dark');
  });
  it('keeps a mark as broad as it is, within reason', () => {
    expect(widthOf(mark)).toBe(2);
    expect(widthOf({ ...mark, width: 512, height: 60 })).toBe(4);
    expect(widthOf({ ...mark, width: 60, height: 512 })).toBe(0.5);
    expect(widthOf({ ...mark, width: 333, height: 100 })).toBe(3.3);
  });
});
