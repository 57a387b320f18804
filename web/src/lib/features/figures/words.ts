import type { FigureTheme, FigureUnit } from '#lib/api';
import { themeName } from '#lib/features/content';
import { number, t } from '#lib/i18n';

/** A figure, or the word for a hidden one: never 0 and never a dash. */
export const told = (value: number | null): string => (value === null ? t('figures.hidden') : number(value));

export const nameOfTheme = (theme: FigureTheme): string =>
  theme.theme_id === null ? t('figures.themes.none') : themeName(theme);

export function nameOfUnit(unit: FigureUnit): string {
  if (unit.form === 'partners') return t('figures.units.partners');
  if (unit.form === 'group') return unit.name;
  return unit.name === '' ? t('figures.units.rest') : t('figures.units.rest_of', { name: unit.name });
}
