import type { Me } from '#lib/api';

/** The charter this person accepted is the current one. Without it a member reads it first; nothing goes out. */
export function charterIsCurrent(me: Pick<Me, 'charter_accepted_version' | 'charter_current_version'>): boolean {
  return me.charter_accepted_version !== null && me.charter_accepted_version >= me.charter_current_version;
}

/** The role opens nothing before a second step is set; whoever has none yet sets it first. */
export function lacksSecondFactor(me: Pick<Me, 'second_factor'>): boolean {
  return me.second_factor.required && !me.second_factor.is_set;
}

/** The first screen after signing in: what this person is here for, never an empty room. */
export function landing(me: Me): string {
  if (lacksSecondFactor(me)) return '/second-factor';
  if (me.is_member) {
    if (!charterIsCurrent(me)) return '/charter';
    return me.onboarded ? '/today' : '/welcome';
  }
  if (me.permissions.includes('people.edit')) return '/people';
  if (me.permissions.includes('people.invite')) return '/people';
  if (me.permissions.includes('content.edit')) return '/library';
  if (me.permissions.includes('changes.read')) return '/changes';
  // An executive or a recruiter comes for the figures that everybody may read; who has no role yet, for the charter.
  return me.roles.length > 0 ? '/insight' : '/charter';
}

/** Where the second step is set, on the way to that address. */
export function secondFactorBefore(address: string | null): string {
  const next = safeNext(address);
  return next && next !== '/' ? `/second-factor?next=${encodeURIComponent(next)}` : '/second-factor';
}

/** Where somebody who came in goes: to what must come first (a second step, a charter, first questions), else on. */
export function wayOf(me: Me, next: string | null): string {
  const start = landing(me);
  if (start === '/second-factor') return secondFactorBefore(next);
  return ['/charter', '/welcome'].includes(start) ? start : (safeNext(next) ?? start);
}

/** Where to go back to after signing in: an address of ours only, never another site's. */
export function safeNext(next: string | null): string | null {
  if (!next || !/^\/(?![/\\])/.test(next)) return null;
  if (/^\/(sign-in|second-factor|setup|invitation|join)(\/|$|\?|#)/.test(next)) return null;
  return next;
}

/** The calendar day that many days after a moment, in the reader's own zone. */
export function dayAfter(from: Date, days: number): string {
  const at = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, 12);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
}
