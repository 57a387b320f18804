// Pure rules of a tree that is shown and chosen from: groups below groups, zones below zones.

export interface Placed {
  id: string;
  name: string;
  parent_id: string | null;
}

export interface Branch<T extends Placed> {
  node: T;
  below: Branch<T>[];
}

/** In the order given, those below each under it. Whatever names a head that is not there stands at the top. */
export function branchesOf<T extends Placed>(nodes: readonly T[]): Branch<T>[] {
  const branches = new Map(nodes.map((node) => [node.id, { node, below: [] as Branch<T>[] }]));
  const top: Branch<T>[] = [];
  for (const branch of branches.values()) {
    const head = branch.node.parent_id === null ? undefined : branches.get(branch.node.parent_id);
    (head?.below ?? top).push(branch);
  }
  return top;
}

/** Itself and all below it: where it can neither move nor be merged into. */
export function within(nodes: readonly Placed[], id: string): Set<string> {
  const found = new Set([id]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const node of nodes) if (node.parent_id !== null && found.has(node.parent_id)) found.add(node.id);
  }
  return found;
}

/** « Europe > France > Bretagne », by names that the reader knows. */
export function pathOf<T extends Placed>(nodes: readonly T[], id: string, nameOf: (node: T) => string): string {
  const names: string[] = [];
  for (let at = nodes.find((node) => node.id === id); at && names.length < 64;) {
    names.unshift(nameOf(at));
    const head = at.parent_id;
    at = nodes.find((node) => node.id === head);
  }
  return names.join(' > ');
}
