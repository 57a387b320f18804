import { expect, test } from 'vitest';
import { siteNamed, timeZones } from './sites';

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

test('the zones are those of the time zone database', () => {
  expect(timeZones).toContain('America/Toronto');
  expect(timeZones.length).toBeGreaterThan(300);
});
