import type { Me } from '#lib/api';
import Changes from '@lucide/svelte/icons/history';
import Insight from '@lucide/svelte/icons/chart-spline';
import BookOpen from '@lucide/svelte/icons/library-big';
import Influence from '@lucide/svelte/icons/target';
import Search from '@lucide/svelte/icons/search';
import Settings from '@lucide/svelte/icons/sliders-horizontal';
import Shield from '@lucide/svelte/icons/shield-check';
import Sun from '@lucide/svelte/icons/sun';
import Users from '@lucide/svelte/icons/users';
import type { IconComponent } from '#lib/ui';

export interface Entry {
  href: string;
  label: string;
  short: string;
  icon: IconComponent;
  /** Addresses that belong to it besides its own. */
  also?: readonly string[];
}

export interface Navigation {
  mine: Entry[];
  role: Entry[];
  /** The title of the role's block, a key. */
  roleTitle: string;
  foot: Entry[];
}

const today: Entry = {
  href: '/today',
  label: 'shell.nav.today',
  short: 'shell.nav.today',
  icon: Sun,
  also: ['/kept', '/stories', '/propose', '/suggestions']
};
const influence: Entry = {
  href: '/influence',
  label: 'shell.nav.influence',
  short: 'shell.nav.influence_short',
  icon: Influence,
  also: ['/shares']
};
/** In the rail; on the phone a sign at the top, so that the bar keeps its room. */
export const search: Entry = { href: '/search', label: 'shell.nav.search', short: 'shell.nav.search', icon: Search };
const library: Entry = {
  href: '/library',
  label: 'shell.nav.library',
  short: 'shell.nav.library',
  icon: BookOpen
};
const people: Entry = {
  href: '/people',
  label: 'shell.nav.people',
  short: 'shell.nav.people_short',
  icon: Users,
  also: ['/programme']
};
/** Figures that everybody may see: with the tools of those who have a role, at the foot for the others. */
export const insight: Entry = {
  href: '/insight',
  label: 'shell.nav.insight',
  short: 'shell.nav.insight',
  icon: Insight
};
const settings: Entry = { href: '/settings', label: 'shell.nav.settings', short: 'shell.nav.settings', icon: Settings };

/** What is stored, who saw it, who agreed: open to everybody, at the foot of everybody's rail. */
export const trust: Entry = { href: '/trust', label: 'shell.nav.trust', short: 'shell.nav.trust', icon: Shield };

const changes: Entry = { href: '/changes', label: 'shell.nav.changes', short: 'shell.nav.changes', icon: Changes };

/** For me, one block of the role, the foot (look/lead.md section 1): what one may do decides what one sees. */
export function navigationOf(me: Me | undefined): Navigation {
  const can = new Set<string>(me?.permissions ?? []);
  const lead = can.has('people.invite') || can.has('people.edit');
  const role = [...(can.has('content.edit') ? [library] : []), ...(can.has('people.read') ? [people] : [])];
  return {
    mine: me?.is_member ? [today, influence, search] : [],
    role: role.length > 0 ? [...role, insight] : [],
    roleTitle: lead ? 'shell.block.lead' : 'shell.block.editor',
    foot: [
      ...(role.length > 0 ? [] : [insight]),
      trust,
      ...(can.has('changes.read') ? [changes] : []),
      ...(can.has('settings.read') ? [settings] : [])
    ]
  };
}

export function isCurrent(entry: Entry, path: string): boolean {
  return [entry.href, ...(entry.also ?? [])].some((each) => path === each || path.startsWith(`${each}/`));
}
