import type { Site } from '#lib/api';

/** The site that a typed name means: case and accents aside, as the server reads it. */
export const siteNamed = (sites: readonly Site[], typed: string) =>
  sites.find(({ name }) => name.localeCompare(typed.trim(), undefined, { sensitivity: 'base' }) === 0);

/** Every zone that this browser knows, to choose from. */
export const timeZones: readonly string[] = Intl.supportedValuesOf('timeZone');
