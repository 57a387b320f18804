export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'problem';
  undo?: () => void;
}

const state = $state<{ list: Toast[] }>({ list: [] });
let last = 0;

/** Eight seconds, with undo where there is one. A problem stays until it is closed. */
export function toast(text: string, options: { undo?: () => void; kind?: 'done' | 'problem' } = {}): number {
  last += 1;
  const id = last;
  // One at a time: the newest news replaces older ones of its kind.
  const kind = options.kind ?? 'done';
  state.list = [...state.list.filter((each) => each.kind !== kind), { id, text, kind, undo: options.undo }];
  if (kind === 'done') setTimeout(() => dismiss(id), 8000);
  return id;
}

export function dismiss(id: number): void {
  state.list = state.list.filter((each) => each.id !== id);
}

export function toasts(): readonly Toast[] {
  return state.list;
}
