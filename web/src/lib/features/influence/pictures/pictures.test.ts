import { describe, expect, it } from 'vitest';
import type { PictureContent } from '#lib/api';
import { addressOfPicture, pictureOf } from './pictures';

const all: PictureContent = {
  period: '3m',
  from: '2026-09-07',
  to: '2026-11-22',
  clicks: 342,
  shares: { opened: 2, declared: 5, proved: 9 },
  themes: [{ name_fr: 'Mobilité', name_en: 'Mobility', share_percent: 60, click_percent: 40 }],
  incomplete_hours: 2
};

describe('a picture', () => {
  it('holds what was chosen and nothing else', () => {
    expect(pictureOf(all, ['clicks'])).toEqual({ ...all, shares: null, themes: null });
    expect(pictureOf(all, ['themes']).clicks).toBeNull();
    expect(pictureOf(all, ['clicks', 'shares', 'themes'])).toEqual(all);
  });
  it('says that counting was incomplete where it tells of clicks', () => {
    expect(pictureOf(all, ['shares']).incomplete_hours).toBe(0);
    expect(pictureOf(all, ['themes']).incomplete_hours).toBe(2);
  });
  it('has an address of its own', () => {
    expect(addressOfPicture('https://essaim.example', 'a-b_c')).toBe('https://essaim.example/shown/a-b_c');
  });
});
