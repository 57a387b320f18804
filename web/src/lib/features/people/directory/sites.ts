import type { Site } from '#lib/api';
import { countryName } from '#lib/i18n';

const isSame = (one: string, other: string) =>
  one.localeCompare(other.trim(), undefined, { sensitivity: 'base' }) === 0;

/**
 * The site that a typed name means: case and accents aside, as the server reads it. Two countries may each have one of
 * that name; without a country it is the first that is known.
 */
export const siteNamed = <T extends Pick<Site, 'name' | 'country'>>(sites: readonly T[], typed: string, country = '') =>
  sites
    .filter(({ name }) => isSame(name, typed))
    .find((site) => country.trim() === '' || isSame(site.country, country));

type Named = Pick<Site, 'id' | 'name' | 'country'>;

/** What a site is called in a choice: with its country where another has the same name. */
export function siteLabel(site: Named, sites: readonly Named[]): string {
  const isAlone = !sites.some(({ id, name }) => id !== site.id && isSame(name, site.name));
  return isAlone || !site.country ? site.name : `${site.name}, ${countryName(site.country)}`;
}

/** Every zone that this browser knows, to choose from. */
export const timeZones: readonly string[] = Intl.supportedValuesOf('timeZone');
