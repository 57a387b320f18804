import type { Access, DataKind, Right } from '#lib/api';
import { roleName } from '#lib/features/people';
import { fullDay, has, shortDay, t } from '#lib/i18n';

/** How long a kind of data stays, in words. */
export const keepsOf = (kind: DataKind): string => t(`trust.keeps.${kind.keeps}`, { days: kind.days ?? 0 });

/** Who holds a right: what the organisation calls its roles, with a word beside those that I hold. */
export function holdersOf(right: Right, mine: readonly string[]): string {
  if (right.roles.length === 0) return t(`trust.who.${right.permission}`);
  return right.roles
    .map((role) => (mine.includes(role) ? `${roleName(role)} (${t('trust.rights.you')})` : roleName(role)))
    .join(', ');
}

/** What was seen, and which part of it. */
export function seen(access: Access): string {
  const door = t(`trust.door.${access.door}`);
  if (access.cut === '') return door;
  const key = `trust.cut.${access.cut}`;
  return `${door}, ${has(key) ? t(key) : t('trust.cut.block', { day: shortDay(access.cut) })}`;
}

const nameOr = (name: string): string => (name === '' ? t('trust.access.gone') : name);

/** By whom: a role, and a name for those who may read it. */
export function by(access: Access): string {
  // Whoever runs the machine is nobody's role here: what the command line did is told of as theirs.
  if (access.role === 'operator') return t('trust.access.operator');
  const role = access.role === '' ? t('trust.access.nobody') : roleName(access.role);
  return access.viewer === null ? role : t('trust.access.by', { role, name: nameOr(access.viewer) });
}

/** About whom, where that is this reader's to know. */
export function about(access: Access): string | null {
  if (access.about_me) return t('trust.access.about_me');
  return access.subject === null ? null : t('trust.access.about', { name: nameOr(access.subject) });
}

/** « novembre 2026 », from the first day of the month. */
export const monthName = (day: string): string => fullDay(day).replace(/^\D*\d+(?:er)?\s+/, '');
