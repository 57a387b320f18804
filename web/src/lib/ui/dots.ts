// The swarm, drawn from numbers that are always the same: no picture to fetch, and the same flight on every screen.

export interface Dot {
  x: number;
  y: number;
  r: number;
  /** 1 to 5: the depth of its green. */
  tone: number;
  opacity: number;
}

/** mulberry32: a small generator with a fixed seed, so that a drawing never changes between two visits. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
}

function free(dots: readonly Dot[], x: number, y: number, r: number, gap: number): boolean {
  for (const dot of dots) {
    const dx = dot.x - x;
    const dy = dot.y - y;
    const apart = dot.r + r + gap;
    if (dx * dx + dy * dy < apart * apart) return false;
  }
  return true;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** A flock in flight: a lens of dots, dense in the middle, its ends thinning out. Width 358, height 118. */
export function flock(count = 84, seed = 20): { dots: Dot[]; you: { x: number; y: number; r: number } } {
  const random = seeded(seed);
  const you = { x: 224, y: 79, r: 6.2 };
  const dots: Dot[] = [{ ...you, r: you.r + 4, tone: 1, opacity: 0 }];
  for (let tries = 0; dots.length <= count && tries < 12000; tries += 1) {
    const along = random();
    const bow = Math.sin(Math.PI * along);
    const x = 15 + along * 328;
    // The upper edge is an arc, the lower one a flatter arc below it.
    const top = 84 - 72 * Math.pow(bow, 0.9);
    const bottom = 80 + 24 * Math.pow(bow, 0.8) - (along > 0.62 ? (along - 0.62) * 30 : 0);
    const y = top + random() * Math.max(6, bottom - top);
    const r = 1.7 + (0.9 + random() * 3.1) * Math.pow(bow, 0.75);
    if (!free(dots, x, y, r, 1.6 + bow * 3)) continue;
    dots.push({
      x: rounded(x),
      y: rounded(y),
      r: rounded(r),
      tone: 1 + (dots.length % 5),
      opacity: rounded(0.3 + random() * 0.58)
    });
  }
  return { dots: dots.slice(1), you };
}

const turn = Math.PI / 180;

/** The mark as a swarm: an « e » whose tail thins out. Width 686, height 900, the mark in the upper two thirds. */
export function mark(seed = 7): { dots: Dot[]; you: { x: number; y: number; r: number } } {
  const random = seeded(seed);
  const you = { x: 548.8, y: 336.3, r: 30.9 };
  const dots: Dot[] = [{ ...you, r: you.r + 3, tone: 1, opacity: 0 }];
  const add = (x: number, y: number, r: number, opacity: number, gap: number): boolean => {
    if (!free(dots, x, y, r, gap)) return false;
    dots.push({
      x: rounded(x),
      y: rounded(y),
      r: rounded(r),
      tone: 1 + Math.floor(random() * 5),
      opacity: rounded(opacity)
    });
    return true;
  };
  // The bowl: from the honey dot over the top, round to the open end at lower right. Large dots first, small ones fill.
  for (const [largest, smallest, tries] of [
    [12, 9, 260],
    [9, 6, 1600],
    [6, 4.2, 5200],
    [4.2, 2.6, 4600]
  ] as const) {
    for (let n = 0; n < tries; n += 1) {
      const along = random();
      const angle = (7 + along * 305) * turn;
      const tail = Math.max(0, (along - 0.62) / 0.38);
      const width = (along < 0.5 ? 34 : 40) + tail * 14 - Math.max(0, 0.08 - along) * 150;
      const across = (random() + random() - 1) * width;
      const radius = 190 + across - tail * 8;
      const r = (smallest + random() * (largest - smallest)) * (1 - tail * 0.72);
      if (r < 1.9) continue;
      add(346 + Math.cos(angle) * radius * 1.04, 326 - Math.sin(angle) * radius * 1.06, r, 1 - tail * 0.5, 1.8);
    }
    // The bar, from the bowl's left edge to the honey dot.
    for (let n = 0; n < tries / 2.5; n += 1) {
      const x = 172 + random() * 350;
      const r = smallest + random() * (largest - smallest);
      add(x, 336 + (random() + random() - 1) * 30, r, 1, 1.8);
    }
  }
  // Those that come from further away.
  for (let n = 0; n < 64; n += 1) {
    const angle = random() * 2 * Math.PI;
    const away = 268 + random() * 190;
    add(
      334 + Math.cos(angle) * away,
      330 + Math.sin(angle) * away * 1.05,
      2.2 + random() * 2.3,
      0.55 + random() * 0.3,
      4
    );
  }
  return { dots: dots.slice(1).filter((dot) => dot.x > -6 && dot.x < 692 && dot.y > -6 && dot.y < 740), you };
}

/** A word as a number (FNV-1a): the same story has the same drawing on every screen. */
export function seedOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash ^= word.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  // The last step mixes what neighbouring words have in common.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** One place in a form: x and y from -1 to 1, and how large a dot may be there, from 0 to 1. */
interface Spot {
  x: number;
  y: number;
  weight: number;
}
type Random = () => number;
const spread = (random: Random): number => random() + random() - 1;

/** The ways a swarm can fly. Each draws one place at random. */
const forms: readonly ((random: Random) => Spot)[] = [
  // A lens in an arc, its ends thinning out.
  (random) => {
    const along = random();
    const bow = Math.sin(Math.PI * along);
    return { x: along * 2 - 1, y: 0.55 - bow * (0.3 + random() * 0.95), weight: bow };
  },
  // Two waves, one above the other.
  (random) => {
    const along = random() * 2 - 1;
    const lane = random() < 0.55 ? -0.28 : 0.34;
    return {
      x: along,
      y: lane + Math.sin(along * 3.4) * 0.34 + spread(random) * 0.17,
      weight: 1 - Math.abs(along) * 0.55
    };
  },
  // A round dance, open on one side.
  (random) => {
    const along = random();
    const angle = along * 5.3;
    const away = 0.74 + spread(random) * 0.24;
    return { x: Math.cos(angle) * away * 0.86, y: Math.sin(angle) * away, weight: 1 - along * 0.75 };
  },
  // A spiral towards the middle.
  (random) => {
    const along = Math.sqrt(random());
    const angle = along * 9.2;
    return {
      x: Math.cos(angle) * along * 0.92 + spread(random) * 0.1,
      y: Math.sin(angle) * along * 0.92 + spread(random) * 0.1,
      weight: 1 - along * 0.7
    };
  },
  // A head and what follows it.
  (random) => {
    const along = random() * random();
    const wide = 0.42 * (1 - along) + 0.1;
    const angle = random() * 2 * Math.PI;
    const away = Math.sqrt(random()) * wide;
    return {
      x: 0.52 - along * 1.7 + Math.cos(angle) * away,
      y: -0.14 + along * along * 1.1 + Math.sin(angle) * away,
      weight: 1 - along * 0.9
    };
  },
  // Two streams that become one.
  (random) => {
    const along = random();
    const apart = along < 0.5 ? (0.5 - along) * 1.35 : 0;
    const side = random() < 0.5 ? -1 : 1;
    return {
      x: along * 2 - 1,
      y: side * apart + spread(random) * (0.16 + along * 0.16),
      weight: 0.35 + along * 0.65
    };
  }
];

/** How many grounds a cover has (Cover.svelte). */
const grounds = 3;

export interface CoverDrawing {
  dots: Dot[];
  you: { x: number; y: number; r: number };
  /** A still disc behind them. */
  disc: { x: number; y: number; r: number };
  ground: number;
}

/**
 * The swarm of one story: form, turn, density and ground all come from its seed. Width 360, height 240; what matters
 * stands in the middle, so that a tall or a wide room may cut the edges.
 */
export function coverOf(seed: number): CoverDrawing {
  const random = seeded(seed);
  const form = forms[Math.floor(random() * forms.length)] ?? forms[0];
  const lean = (random() - 0.5) * 0.9;
  const mirror = random() < 0.5 ? -1 : 1;
  const count = 56 + Math.floor(random() * 44);
  const ground = Math.floor(random() * grounds);
  const disc = { x: rounded(110 + random() * 140), y: rounded(60 + random() * 120), r: rounded(58 + random() * 64) };
  const dots: Dot[] = [];
  for (let tries = 0; form && dots.length < count && tries < 6000; tries += 1) {
    const spot = form(random);
    const away = random() < 0.05 ? 1.35 : 1;
    const flat = { x: spot.x * mirror * 104 * away, y: spot.y * 82 * away };
    const x = 180 + flat.x * Math.cos(lean) - flat.y * Math.sin(lean);
    const y = 120 + flat.x * Math.sin(lean) + flat.y * Math.cos(lean);
    const r = 1.6 + (0.7 + random() * 4.6) * Math.max(0, spot.weight);
    if (!free(dots, x, y, r, 1.8 + spot.weight * 2.4)) continue;
    dots.push({
      x: rounded(x),
      y: rounded(y),
      r: rounded(r),
      tone: 1 + (dots.length % 3),
      opacity: rounded(0.45 + random() * 0.55)
    });
  }
  // You fly among the larger ones, near the middle.
  const largest = [...dots].sort(
    (a, b) => b.r - Math.hypot(b.x - 180, b.y - 120) / 40 - (a.r - Math.hypot(a.x - 180, a.y - 120) / 40)
  );
  const chosen = largest[Math.floor(random() * Math.min(4, largest.length))] ?? { x: 180, y: 120, r: 5 };
  const you = { x: chosen.x, y: chosen.y, r: Math.max(6, chosen.r) };
  return { dots: dots.filter((each) => each !== chosen), you, disc, ground };
}
