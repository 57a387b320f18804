import { describe, expect, it } from 'vitest';
import type { NetworkChoice } from '#lib/api';
import { expectedLink, firstNetwork, firstTabs, hostOf, withSentence } from './networks';

const choice = (id: string, mine = false, opens: NetworkChoice['opens'] = 'page') =>
  ({ id, name: id, mine, opens }) as NetworkChoice;
const networks = [
  choice('linkedin'),
  choice('x', true),
  choice('bluesky'),
  choice('email'),
  choice('device', false, 'sheet')
];

describe('the tabs', () => {
  it('are one’s own networks first, else three', () => {
    expect(firstTabs(networks, false)).toEqual(['x']);
    expect(
      firstTabs(
        networks.map((each) => ({ ...each, mine: false })),
        false
      )
    ).toEqual(['linkedin', 'x', 'bluesky']);
  });
  it('have the phone’s own sheet where there is one', () => {
    expect(firstTabs(networks, true)).toEqual(['x', 'device']);
  });
  it('open where one was writing last', () => {
    const drafts = [
      { network: 'email', text: 'a', updated_at: '2026-11-24T08:00:00Z' },
      { network: 'bluesky', text: 'b', updated_at: '2026-11-24T09:00:00Z' }
    ];
    expect(firstNetwork({ networks, drafts }, ['x'], null)).toBe('bluesky');
    expect(firstNetwork({ networks, drafts: [] }, ['x'], null)).toBe('x');
    expect(firstNetwork({ networks, drafts }, ['x'], 'linkedin')).toBe('linkedin');
    expect(firstNetwork({ networks, drafts: [] }, ['x'], 'unknown')).toBe('x');
  });
});

describe('the link before it exists', () => {
  it('is as long as it will be', () => {
    expect(expectedLink('https://a.example/b', false, 'https://essaim.example')).toHaveLength(
      'https://essaim.example/r/'.length + 17
    );
    expect(expectedLink('https://a.example/b', true, 'https://essaim.example')).toBe('https://a.example/b');
    expect(expectedLink(null, false, 'https://essaim.example')).toBe('');
  });
  it('is named by its host', () => {
    expect(hostOf('https://www.a.example/b')).toBe('a.example');
    expect(hostOf('not an address')).toBe('');
    expect(hostOf(null)).toBe('');
  });
});

describe('the sentence that says for whom one works', () => {
  it('is added once, as its own paragraph', () => {
    const once = withSentence('Bonjour.\n', 'Je travaille chez Hélianne.');
    expect(once).toBe('Bonjour.\n\nJe travaille chez Hélianne.');
    expect(withSentence(once, 'Je travaille chez Hélianne.')).toBe(once);
    expect(withSentence('', 'Je travaille chez Hélianne.')).toBe('Je travaille chez Hélianne.');
  });
});
