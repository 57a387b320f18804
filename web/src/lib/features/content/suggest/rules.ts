import type { MySuggestion, SuggestionInput } from '#lib/api';
import type { Proposal } from '#lib/unsent';

/** What is being proposed, as it stands on the page. */
export type Draft = Pick<Proposal, 'address' | 'title' | 'words' | 'photo' | 'named'>;

export const emptyDraft = (): Draft => ({ address: '', title: '', words: '', photo: null, named: false });

export const isEmpty = (draft: Draft) =>
  draft.address.trim() === '' && draft.words.trim() === '' && draft.photo === null && draft.title.trim() === '';

/** Something to look at is needed; a title alone says too little. */
export const canPropose = (draft: Draft) =>
  draft.address.trim() !== '' || draft.words.trim() !== '' || draft.photo !== null;

/**
 * A phone's share sheet sends one text in which the address stands somewhere: the address, and the words around it. A
 * full stop or a bracket after it belongs to the sentence.
 */
export function addressAndWords(text: string): { address: string; words: string } {
  const found = /(^|[\s(«“"])(https?:\/\/[^\s<>«»“”]+)/i.exec(text);
  const raw = found?.[2];
  if (!found || !raw) return { address: '', words: text.trim() };
  const address = raw.replace(/[.,;:!?)\]"'’]+$/, '');
  const start = found.index + (found[1]?.length ?? 0);
  const words = `${text.slice(0, start)} ${text.slice(start + address.length)}`;
  return { address, words: /[\p{L}\p{N}]/u.test(words) ? words.replace(/\s+/g, ' ').trim() : '' };
}

/** What came from a share sheet, in the fields it belongs to; a title that the words repeat is said once. */
export function fromShared(shared: Pick<Proposal, 'address' | 'title' | 'words' | 'photo'>): Draft {
  const inText = addressAndWords(shared.words);
  const title = shared.title.trim();
  const words = inText.words === title ? '' : inText.words;
  const elsewhere = addressAndWords(shared.address);
  const address = elsewhere.address || inText.address;
  return {
    address,
    title,
    words: elsewhere.address ? words : words || elsewhere.words,
    photo: shared.photo,
    named: false
  };
}

/** What was being written stays; what comes fills the fields that are free, and the rest is put under the words. */
export function merge(typed: Draft, come: Draft): Draft {
  if (isEmpty(typed)) return { ...come, named: typed.named };
  const rest = [
    typed.title ? come.title : '',
    typed.address && typed.address !== come.address ? come.address : '',
    come.words
  ].filter((each) => each && !typed.words.includes(each));
  return {
    address: typed.address || come.address,
    title: typed.title || come.title,
    words: [typed.words, ...rest].filter(Boolean).join('\n'),
    photo: come.photo ?? typed.photo,
    named: typed.named
  };
}

/** The words behind the hash, where the server led on from a share sheet; null where there are none. */
export function fromHash(
  hash: string
): { shared: Omit<Proposal, 'kind' | 'at' | 'person'>; photoLost: boolean } | null {
  const words = new URLSearchParams(hash.replace(/^#/, '').replaceAll('+', '%2B'));
  if (!words.has('title') && !words.has('text') && !words.has('url')) return null;
  return {
    shared: {
      address: words.get('url') ?? '',
      title: words.get('title') ?? '',
      words: words.get('text') ?? '',
      photo: null,
      named: false
    },
    photoLost: words.get('photo') === 'lost'
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

export function inputOf(draft: Draft, pictureId: string | null, publish: boolean): SuggestionInput {
  const address = orNull(draft.address);
  return {
    address: address && !/^https?:\/\//i.test(address) ? `https://${address}` : address,
    title: orNull(draft.title),
    words: orNull(draft.words),
    picture_id: pictureId,
    named: draft.named,
    publish
  };
}

/** The way of a suggestion: where it was, where it is, where it may go. */
export function stepsOf(
  item: Pick<MySuggestion, 'stage'>
): { step: MySuggestion['stage']; state: 'done' | 'now' | 'ahead' }[] {
  const end = item.stage === 'refused' || item.stage === 'withdrawn' ? item.stage : 'published';
  const way = ['received', 'looked_at', end] as const;
  const at = way.findIndex((step) => step === item.stage);
  return way.map((step, index) => ({ step, state: index < at ? 'done' : index === at ? 'now' : 'ahead' }));
}
