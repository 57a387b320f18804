import type { Theme, ThemeColour, Today, Why } from '#lib/api';

/** The reasons that the catalogue knows; a newer server's reason falls back to the plainest true one. */
const reasons = ['theme', 'group', 'site', 'fresh', 'novelty', 'discovery', 'everybody', 'company'] as const;
export type Reason = (typeof reasons)[number];

export function reasonOf(why: Why): Reason {
  const code = why.code.split('.').at(-1);
  return reasons.find((each) => each === code) ?? 'everybody';
}

/** The colour of a story's first theme, for a cover drawn without a picture; null while the themes are unknown. */
export function coverColour(themeIds: readonly string[], themes: readonly Theme[] | undefined): ThemeColour | null {
  if (!themes) return null;
  return themes.find((theme) => theme.id === themeIds[0])?.colour ?? 'sapin';
}

export interface Piece {
  text: string;
  strong: boolean;
}

/** A sentence with the words that matter in it set apart: « Vous suivez **Réseaux de chaleur**. » */
export function emphasise(sentence: string, words: readonly (string | null | undefined)[]): Piece[] {
  const word = words.find((each) => each && sentence.includes(each));
  if (!word) return [{ text: sentence, strong: false }];
  const at = sentence.indexOf(word);
  return [
    { text: sentence.slice(0, at), strong: false },
    { text: word, strong: true },
    { text: sentence.slice(at + word.length), strong: false }
  ].filter((piece) => piece.text !== '');
}

/** When a story was proposed, in the words of one who reads today: today, yesterday, else its day. */
export function dayWord(day: string, today: string): 'today' | 'yesterday' | 'day' {
  const apart = (Date.parse(`${today}T12:00:00Z`) - Date.parse(`${day.slice(0, 10)}T12:00:00Z`)) / 86_400_000;
  if (apart === 0) return 'today';
  return apart === 1 ? 'yesterday' : 'day';
}

/** The days on which nobody is written to, 1 = Monday … 7 = Sunday; both days of the weekend are the weekend. */
export function quietDays(allowed: readonly number[]): (number | 'weekend')[] {
  const quiet = [1, 2, 3, 4, 5, 6, 7].filter((day) => !allowed.includes(day));
  return quiet.includes(6) && quiet.includes(7) ? [...quiet.filter((day) => day < 6), 'weekend'] : quiet;
}

/** The marks of the day, in the order of the stories: three leaves and a diamond say it faster than a percentage. */
export function sequence(today: Pick<Today, 'stories'>): ('useful' | 'company')[] {
  return today.stories.map((each) => each.story.stance);
}

export function withKept(today: Today | undefined, story: string, kept: boolean): Today | undefined {
  if (!today) return today;
  return { ...today, stories: today.stories.map((each) => (each.story.id === story ? { ...each, kept } : each)) };
}
