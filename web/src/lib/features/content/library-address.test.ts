import { describe, expect, it } from 'vitest';
import { libraryAddressOf, librarySearchOf } from './library-address';

const read = (address: string) => librarySearchOf(new URL(address, 'https://x.example').searchParams);

describe('the address of the library', () => {
  it.each([
    '/library',
    '/library?source=s1&theme=t1',
    '/library?tab=published&query=r%C3%A9seau+de+chaleur&theme=t1&kind=video&language=fr',
    '/library?tab=draft'
  ])('%s comes back the same', (address) => {
    expect(libraryAddressOf(read(address))).toBe(address);
  });
  it('leaves out what it does not know, and what another view filters by', () => {
    expect(libraryAddressOf(read('/library?tab=cellar&kind=nonsense'))).toBe('/library');
    expect(libraryAddressOf({ ...read('/library?source=s1'), view: 'draft' })).toBe('/library?tab=draft');
    expect(libraryAddressOf({ ...read('/library?tab=draft&query=x&kind=job'), view: 'watch' })).toBe('/library');
  });
});
