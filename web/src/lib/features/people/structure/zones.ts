import type { Zone } from '#lib/api';
import { countryName } from '#lib/i18n';

/** A region by its own name, a country in the language of the screen. */
export const zoneName = (zone: Zone): string => (zone.country ? countryName(zone.country) : zone.name);
