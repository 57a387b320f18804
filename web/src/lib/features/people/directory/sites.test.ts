import { expect, test } from 'vitest';
import { siteLabel, siteNamed, timeZones } from './sites';

const sites = [
  { id: 'a', name: 'Saint-Étienne', country: 'FR', time_zone: 'Europe/Paris' },
  { id: 'b', name: 'Montréal', country: 'CA', time_zone: 'America/Toronto' }
];

test('a site is known by its name, whatever the case and the accents', () => {
  expect(siteNamed(sites, ' montreal ')?.id).toBe('b');
  expect(siteNamed(sites, 'SAINT-ETIENNE')?.id).toBe('a');
  expect(siteNamed(sites, 'Saint')).toBeUndefined();
  expect(siteNamed(sites, '')).toBeUndefined();
});

test('two sites of one name are told apart by their country', () => {
  const brests = [
    ...sites,
    { id: 'c', name: 'Brest', country: 'FR', time_zone: 'Europe/Paris' },
    { id: 'd', name: 'BREST', country: 'GB', time_zone: 'Europe/London' },
    { id: 'e', name: 'Brest', country: '', time_zone: '' }
  ];
  const label = (id: string) => brests.filter((each) => each.id === id).map((each) => siteLabel(each, brests))[0];
  expect(label('a')).toBe('Saint-Étienne');
  expect(label('c')).toBe('Brest, France');
  expect(label('d')).toBe('BREST, Royaume-Uni');
  expect(label('e')).toBe('Brest');
  expect(siteNamed(brests, 'brest')?.id).toBe('c');
  expect(siteNamed(brests, 'brest', 'gb')?.id).toBe('d');
  expect(siteNamed(brests, 'brest', 'DE')).toBeUndefined();
});

test('the zones are those of the time zone database', () => {
  expect(timeZones).toContain('America/Toronto');
  expect(timeZones.length).toBeGreaterThan(300);
});
