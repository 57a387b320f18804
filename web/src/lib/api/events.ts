import { client } from './client';

// What the server calls "changed" (GET /api/v1/events), and the queries that are stale then. The event carries a topic
// and a version, never data: the query asks again, with its own permission.

type Topic = string;
const watchers = new Map<Topic, Set<() => void>>();
let source: EventSource | null = null;
let waiting: ReturnType<typeof setTimeout> | null = null;
let delay = 1000;

function tell(topic: Topic): void {
  for (const act of watchers.get(topic) ?? []) act();
}

function open(): void {
  if (source || typeof EventSource === 'undefined') return;
  source = new EventSource('/api/v1/events');
  source.addEventListener('open', () => {
    delay = 1000;
  });
  source.addEventListener('changed', (event) => {
    const { topic } = JSON.parse((event as MessageEvent<string>).data) as { topic: Topic; version: number };
    tell(topic);
  });
  source.addEventListener('error', () => {
    // A closed stream does not come back by itself; ours waits longer each time, up to a minute.
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    waiting = setTimeout(open, delay);
    delay = Math.min(delay * 2, 60_000);
  });
}

function close(): void {
  source?.close();
  source = null;
  if (waiting) clearTimeout(waiting);
  waiting = null;
}

/**
 * Keeps a query fresh while a screen is open. Call it in $effect; it returns what stops it:
 * `$effect(() => live('shares', ['sharing', 'shares']))`
 */
export function live(topic: Topic, queryKey: readonly unknown[]): () => void {
  const act = () => void client.invalidateQueries({ queryKey });
  const set = watchers.get(topic) ?? new Set();
  set.add(act);
  watchers.set(topic, set);
  open();
  return () => {
    set.delete(act);
    if (set.size === 0) watchers.delete(topic);
    if (watchers.size === 0) close();
  };
}
