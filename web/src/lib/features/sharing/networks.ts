import type { Composer, NetworkChoice } from '#lib/api';
import { networkName } from '#lib/networks';

/** One or two letters on the network's own ground: a sign to find a tab by, not a logo redrawn. */
const signs: Readonly<Record<string, string>> = {
  linkedin: 'in',
  mastodon: 'm',
  email: '@',
  x: 'X',
  facebook: 'f',
  threads: '@',
  xing: 'xi',
  whatsapp: 'wa',
  wechat: 'we',
  telegram: 't',
  bluesky: 'b',
  reddit: 'r',
  slack: '#',
  teams: 'T',
  device: '↗',
  copy: '='
};

export const signOf = (network: string): string => signs[network] ?? network.slice(0, 1).toUpperCase();

/** The server calls the phone's own sheet « device », the catalogue « sheet ». */
export const nameOf = (network: string): string => networkName(network === 'device' ? 'sheet' : network);

/** What a sentence says of the place: its name, and whether it is a network at all. */
export function placed(network: string): { network: string; place: 'copy' | 'mail' | 'sheet' | 'other' } {
  const places = { copy: 'copy', email: 'mail', device: 'sheet' } as const;
  return { network: nameOf(network), place: places[network as keyof typeof places] ?? 'other' };
}

/**
 * Where the picker shows it. A Facebook profile counts as closed for the originality of texts, since its owner chooses
 * who reads there; people look for it among the networks all the same.
 */
export const pickedAs = (network: Pick<NetworkChoice, 'id' | 'channel'>): NetworkChoice['channel'] =>
  network.id === 'facebook' ? 'public' : network.channel;

export type Clothes = 'post' | 'mail' | 'chat' | 'title';

/** What a text becomes there: a post in a feed, a letter, a message, or only a title. */
export function clothesOf(network: Pick<NetworkChoice, 'id' | 'opens'>): Clothes {
  if (network.id === 'email') return 'mail';
  if (network.id === 'reddit') return 'title';
  if (['linkedin', 'xing', 'facebook', 'x', 'bluesky', 'mastodon', 'threads'].includes(network.id)) return 'post';
  return 'chat';
}

/** The tabs one starts with: one's own networks, else the three that most people have. */
export function firstTabs(networks: readonly NetworkChoice[], canSheet: boolean): string[] {
  const usable = networks.filter((each) => canSheet || each.opens !== 'sheet');
  const mine = usable.filter((each) => each.mine).map((each) => each.id);
  const tabs = mine.length > 0 ? mine : usable.slice(0, 3).map((each) => each.id);
  const sheet = usable.find((each) => each.opens === 'sheet');
  return sheet && !tabs.includes(sheet.id) ? [...tabs, sheet.id] : tabs;
}

/** The tab to open: the asked one, else where one was writing last, else the first. */
export function firstNetwork(
  composer: Pick<Composer, 'networks' | 'drafts'>,
  tabs: readonly string[],
  asked: string | null
): string {
  if (asked && composer.networks.some((each) => each.id === asked)) return asked;
  const last = [...composer.drafts].sort((a, b) => b.updated_at.localeCompare(a.updated_at))[0];
  return last?.network ?? tabs[0] ?? composer.networks[0]?.id ?? 'copy';
}

/** "https://www.revue-territoires.example/malmo" → "revue-territoires.example" */
export function hostOf(address: string | null): string {
  if (!address) return '';
  try {
    return new URL(address).hostname.replace(/^www\./, '');
  } catch {
    return '';
  }
}

// A link of ours stands in the text under the length that its code will have (links: 17 letters).
const codeLength = 17;

/** The link as long as it will be, before it exists: it is made when the network's composer opens. */
export function expectedLink(address: string | null, plain: boolean, base: string): string {
  if (!address) return '';
  return plain ? address : `${base}/r/${'x'.repeat(codeLength)}`;
}

/** The text with a sentence added as its own paragraph; the same text where it says so already. */
export function withSentence(text: string, sentence: string): string {
  if (text.includes(sentence)) return text;
  const kept = text.trimEnd();
  return kept ? `${kept}\n\n${sentence}` : sentence;
}
