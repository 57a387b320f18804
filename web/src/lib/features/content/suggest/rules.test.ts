import { describe, expect, it } from 'vitest';
import { addressAndWords, canPropose, emptyDraft, fromHash, fromShared, inputOf, merge, stepsOf } from './rules';

describe('what a share sheet sends', () => {
  it.each([
    ['https://revue.example/four', 'https://revue.example/four', ''],
    ['À lire : https://revue.example/four.', 'https://revue.example/four', 'À lire : .'],
    ['Le four (https://revue.example/a?b=1&c=2) est prêt', 'https://revue.example/a?b=1&c=2', 'Le four ( ) est prêt'],
    ['"Le four" https://revue.example/x', 'https://revue.example/x', '"Le four"'],
    ['Aucune adresse', '', 'Aucune adresse'],
    ['nohttps://x.example', '', 'nohttps://x.example'],
    ['', '', '']
  ])('%s', (text, address, words) => {
    expect(addressAndWords(text)).toEqual({ address, words });
  });
  it('puts an address from either field where it belongs, and says a title once', () => {
    expect(
      fromShared({ address: '', title: 'Le four', words: 'Le four https://a.example/x', photo: null })
    ).toMatchObject({ address: 'https://a.example/x', title: 'Le four', words: '' });
    expect(fromShared({ address: 'https://a.example/y', title: '', words: 'Un mot', photo: null })).toMatchObject({
      address: 'https://a.example/y',
      words: 'Un mot'
    });
  });
  it('reads the words that the server put behind the hash, plus signs too', () => {
    const read = fromHash('#title=%C3%80%20lire&text=1+1%20%26%202&url=&photo=lost');
    expect(read?.shared).toMatchObject({ title: 'À lire', words: '1+1 & 2', address: '' });
    expect(read?.photoLost).toBe(true);
    expect(fromHash('')).toBeNull();
    expect(fromHash('#other')).toBeNull();
  });
});

describe('what was being written', () => {
  const typed = { ...emptyDraft(), address: 'https://a.example/1', words: 'Mes mots', named: true };
  it('is never replaced by what comes', () => {
    const come = { ...emptyDraft(), address: 'https://a.example/2', title: 'Titre', words: 'Autres mots' };
    expect(merge(typed, come)).toEqual({
      address: 'https://a.example/1',
      title: 'Titre',
      words: 'Mes mots\nhttps://a.example/2\nAutres mots',
      photo: null,
      named: true
    });
  });
  it('where nothing was, what comes is all', () => {
    expect(merge(emptyDraft(), typed)).toEqual({ ...typed, named: false });
  });
});

describe('a proposal', () => {
  it('needs an address, a photo or words', () => {
    expect(canPropose(emptyDraft())).toBe(false);
    expect(canPropose({ ...emptyDraft(), title: 'Titre' })).toBe(false);
    expect(canPropose({ ...emptyDraft(), words: ' x ' })).toBe(true);
    expect(canPropose({ ...emptyDraft(), photo: new Blob(['x']) })).toBe(true);
  });
  it('goes out with an address that begins as one', () => {
    expect(inputOf({ ...emptyDraft(), address: 'revue.example/x', title: ' ' }, null, false)).toEqual({
      address: 'https://revue.example/x',
      title: null,
      words: null,
      picture_id: null,
      named: false,
      publish: false
    });
  });
  it('shows its way, and ends where it ended', () => {
    expect(stepsOf({ stage: 'received' }).map((each) => each.state)).toEqual(['now', 'ahead', 'ahead']);
    expect(stepsOf({ stage: 'looked_at' }).map((each) => each.state)).toEqual(['done', 'now', 'ahead']);
    expect(stepsOf({ stage: 'refused' })).toEqual([
      { step: 'received', state: 'done' },
      { step: 'looked_at', state: 'done' },
      { step: 'refused', state: 'now' }
    ]);
  });
});
