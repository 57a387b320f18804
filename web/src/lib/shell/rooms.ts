import type { Me, Permission } from '#lib/api';

// What a room asks of those who enter it. The server decides all the same; this keeps a closed room from being drawn
// before its first answer says no.
const rooms: readonly { under: string; needs: Permission | 'member' }[] = [
  { under: '/library', needs: 'content.edit' },
  { under: '/people/import', needs: 'people.edit' },
  { under: '/people', needs: 'people.read' },
  { under: '/programme', needs: 'people.invite' },
  { under: '/settings', needs: 'settings.read' },
  { under: '/changes', needs: 'changes.read' },
  { under: '/today', needs: 'member' },
  { under: '/influence', needs: 'member' },
  { under: '/shown', needs: 'member' },
  { under: '/shares', needs: 'member' },
  { under: '/kept', needs: 'member' },
  { under: '/search', needs: 'member' },
  { under: '/propose', needs: 'member' },
  { under: '/suggestions', needs: 'member' }
];

type Needs = (typeof rooms)[number]['needs'];

/** What a room asks for; null where it asks for nothing. */
export function needsOf(path: string): Needs | null {
  return rooms.find((each) => path === each.under || path.startsWith(`${each.under}/`))?.needs ?? null;
}

/** Whether this room is open to this person; a room that asks for nothing is open to whoever is signed in. */
export function isOpen(path: string, me: Pick<Me, 'permissions' | 'is_member'>): boolean {
  const needs = needsOf(path);
  if (needs === null) return true;
  return needs === 'member' ? me.is_member : me.permissions.includes(needs);
}
