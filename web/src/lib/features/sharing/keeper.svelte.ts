import { asProblem, call, type Id } from '#lib/api';
import { forgetUnsent, keepUnsent } from '#lib/unsent';

export type Kept = 'nothing' | 'writing' | 'kept' | 'here';

const pause = 800;

/**
 * Keeps what one writes: in this browser at once, on the server after a pause. Without a connection the words stay
 * here and leave when it is back.
 */
export class DraftKeeper {
  state = $state<Kept>('nothing');
  readonly #person: Id;
  readonly #story: Id;
  // Not reactive on purpose: no screen shows what waits, only `state`.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #waiting = new Map<string, { text: string; timer: ReturnType<typeof setTimeout> }>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #failed = new Map<string, string>();
  readonly #again = () => this.retry();

  constructor(person: Id, story: Id) {
    this.#person = person;
    this.#story = story;
  }

  /** Call it in $effect: it returns what stops it, and leaves nothing unsaved. */
  start(): () => void {
    const leaving = () => void this.flush();
    addEventListener('online', this.#again);
    addEventListener('pagehide', leaving);
    return () => {
      removeEventListener('online', this.#again);
      removeEventListener('pagehide', leaving);
      void this.flush();
    };
  }

  change(network: string, text: string): void {
    this.state = 'writing';
    void keepUnsent({ person: this.#person, story: this.#story, network, text, at: Date.now() });
    const before = this.#waiting.get(network);
    if (before) clearTimeout(before.timer);
    this.#waiting.set(network, { text, timer: setTimeout(() => void this.#send(network), pause) });
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#waiting.keys()].map((network) => this.#send(network)));
  }

  retry(): void {
    for (const [network, text] of this.#failed) this.change(network, text);
    this.#failed.clear();
  }

  /** It went out: nothing is left to keep. */
  async forget(network: string): Promise<void> {
    const before = this.#waiting.get(network);
    if (before) clearTimeout(before.timer);
    this.#waiting.delete(network);
    this.#failed.delete(network);
    await forgetUnsent({ person: this.#person, story: this.#story, network });
    await call<null>('DELETE', `/stories/${this.#story}/drafts/${network}`).catch(() => null);
  }

  async #send(network: string): Promise<void> {
    const draft = this.#waiting.get(network);
    if (!draft) return;
    clearTimeout(draft.timer);
    this.#waiting.delete(network);
    const path = `/stories/${this.#story}/drafts/${network}`;
    try {
      if (draft.text.trim() === '') await call<null>('DELETE', path);
      else await call('PUT', path, { body: { text: draft.text } });
      // Newer words may have come meanwhile: those are not forgotten with these.
      if (!this.#waiting.has(network)) {
        await forgetUnsent({ person: this.#person, story: this.#story, network });
        this.state = this.#failed.size > 0 ? 'here' : 'kept';
      }
    } catch (error) {
      const problem = asProblem(error);
      if (!this.#waiting.has(network)) {
        this.#failed.set(network, draft.text);
        this.state = 'here';
      }
      // A stumbling server is asked again; a missing connection says by itself when it is back.
      if (!problem.offline && problem.status >= 500) setTimeout(this.#again, 15_000);
    }
  }
}
