const colours = ['sapin', 'miel', 'peche', 'prune', 'ardoise'] as const;
export type AvatarColour = (typeof colours)[number];

/** The same name has the same colour on every screen and every machine (FNV-1a). */
export function colourOf(name: string): AvatarColour {
  let hash = 2166136261;
  for (const character of name.normalize('NFC')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  }
  return colours[hash % colours.length] ?? 'sapin';
}

/** « Inès Kerjean » → « IK »; one word gives one letter. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s\u00a0]+/u)
    .filter(Boolean);
  const first = words[0]?.[Symbol.iterator]().next().value ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[Symbol.iterator]().next().value ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
