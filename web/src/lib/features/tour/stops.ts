import type { Me } from '#lib/api';

export interface Stop {
  name: string;
  href: string;
}

const places: readonly { name: string; needs: 'nothing' | 'member' | Me['permissions'][number] }[] = [
  { name: 'today', needs: 'member' },
  { name: 'shares', needs: 'member' },
  { name: 'influence', needs: 'member' },
  { name: 'library', needs: 'content.edit' },
  { name: 'people', needs: 'people.read' },
  { name: 'programme', needs: 'people.invite' },
  { name: 'insight', needs: 'nothing' },
  { name: 'changes', needs: 'changes.read' },
  { name: 'settings', needs: 'settings.read' },
  { name: 'me', needs: 'nothing' }
];

/** The screens that a tour leads this person through: only those that are open to them. */
export function stopsOf(me: Pick<Me, 'is_member' | 'permissions'>): Stop[] {
  return places
    .filter(({ needs }) => needs === 'nothing' || (needs === 'member' ? me.is_member : me.permissions.includes(needs)))
    .map(({ name }) => ({ name, href: `/${name}` }));
}

/** Where somebody stands: before the tour, at a stop (from 0), or after it. */
export type Place = 'offered' | 'ended' | number;

/** As written down for this tab: another role has other stops, and is offered a tour of its own. */
export function placeOf(written: string | null, stops: readonly Stop[]): Place {
  const [of, at] = written?.split(' ') ?? [];
  if (of !== routeOf(stops)) return 'offered';
  if (at === 'ended') return 'ended';
  const stop = Number(at);
  return Number.isInteger(stop) && stop >= 0 && stop < stops.length ? stop : 'offered';
}

export function writtenOf(place: Place, stops: readonly Stop[]): string {
  return `${routeOf(stops)} ${place}`;
}

const routeOf = (stops: readonly Stop[]) => stops.map((each) => each.name).join(',');
