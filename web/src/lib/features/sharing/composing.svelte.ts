import {
  asProblem,
  idempotencyKey,
  type Composer,
  type Id,
  type Outcome,
  type Problem,
  type ShareInput,
  type ShareOpened
} from '#lib/api';
import { findAvoided } from './avoided';
import { DraftKeeper } from './keeper.svelte';
import { roomOf, textWithLink } from './length';
import { expectedLink, firstNetwork, firstTabs } from './networks';
import { openThere, type Handed } from './opening';
import { openShare, sayOutcome } from './queries';
import type { Unsent } from '#lib/unsent';

export type Phase =
  | { name: 'write' }
  | { name: 'ask'; about: 'cap' | 'again' }
  | { name: 'away'; opened: ShareOpened; handed: Handed }
  | { name: 'changed'; opened: ShareOpened }
  | { name: 'said'; outcome: Outcome };

export interface Start {
  person: Id;
  linkBase: string;
  mastodonServer: string | null;
  asked: string | null;
  unsent: readonly Unsent[];
  canSheet: boolean;
}

/** One visit to the composer: the texts by network, and where one stands between writing and having shared. */
export class Composing {
  readonly composer: Composer;
  readonly keeper: DraftKeeper;
  readonly #linkBase: string;
  tabs = $state<string[]>([]);
  network = $state('');
  plain = $state(false);
  server = $state('');
  phase = $state<Phase>({ name: 'write' });
  busy = $state(false);
  problem = $state<Problem | null>(null);
  #texts = $state<Record<string, string>>({});
  #last = $state('');
  // One key an act: the same words tried again after silence open one share, not two (promise 6).
  #key = { of: '', value: '' };
  #yes = { cap: false, again: false };

  constructor(composer: Composer, start: Start) {
    this.composer = composer;
    this.keeper = new DraftKeeper(start.person, composer.story.id);
    this.#linkBase = start.linkBase;
    this.plain = composer.plain_links;
    this.server = composer.mastodon_server ?? start.mastodonServer ?? '';
    for (const draft of composer.drafts) this.#texts[draft.network] = draft.text;
    // What the server has not seen yet is newer than what it has.
    for (const draft of start.unsent) this.#texts[draft.network] = draft.text;
    const tabs = firstTabs(composer.networks, start.canSheet);
    this.network = firstNetwork(composer, tabs, start.asked);
    const written = Object.keys(this.#texts).filter((each) => composer.networks.some((known) => known.id === each));
    this.tabs = [...tabs, ...written, this.network].filter((each, at, all) => all.indexOf(each) === at);
    this.#last = this.#texts[this.network] ?? '';
    for (const draft of start.unsent) this.keeper.change(draft.network, draft.text);
  }

  get choice() {
    const found = this.composer.networks.find((each) => each.id === this.network) ?? this.composer.networks[0];
    if (!found) throw new Error('a composer without networks');
    return found;
  }

  /** A network without words of its own starts from the last ones written. */
  get text(): string {
    return this.#texts[this.network] ?? this.#last;
  }

  set text(value: string) {
    this.#texts[this.network] = value;
    this.#last = value;
    this.keeper.change(this.network, value);
  }

  get link(): string {
    return expectedLink(this.composer.story.address, this.plain, this.#linkBase);
  }

  get room() {
    return roomOf(this.choice, this.text, this.link);
  }

  /** Words of the text that the guide advises against here. */
  readonly avoided = $derived.by(() => findAvoided(this.text, this.composer.words_to_avoid));

  add(network: string): void {
    if (!this.tabs.includes(network)) this.tabs.push(network);
    this.network = network;
  }

  get #input(): ShareInput {
    return {
      story_id: this.composer.story.id,
      network: this.network,
      text: this.text.trim(),
      plain_link: this.plain,
      mastodon_server: this.choice.asks_server ? this.server.trim() : null,
      over_cap_confirmed: false,
      again_confirmed: false
    };
  }

  async open(confirmed: { cap?: boolean; again?: boolean } = {}): Promise<void> {
    if (this.busy) return;
    // A yes to one question stays a yes while the next one is asked.
    this.#yes = { cap: this.#yes.cap || confirmed.cap === true, again: this.#yes.again || confirmed.again === true };
    const input = { ...this.#input, over_cap_confirmed: this.#yes.cap, again_confirmed: this.#yes.again };
    const of = JSON.stringify(input);
    if (this.#key.of !== of) this.#key = { of, value: idempotencyKey() };
    this.busy = true;
    this.problem = null;
    try {
      await this.keeper.flush();
      const opened = await openShare(input, this.#key.value);
      const handed = await openThere(this.choice, opened, this.composer.story.title);
      this.#key = { of: '', value: '' };
      this.#yes = { cap: false, again: false };
      this.phase = { name: 'away', opened, handed };
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'sharing.cap_reached') this.phase = { name: 'ask', about: 'cap' };
      else if (problem.code === 'sharing.already_open') this.phase = { name: 'ask', about: 'again' };
      else this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  back(): void {
    this.#yes = { cap: false, again: false };
    this.phase = { name: 'write' };
    this.problem = null;
  }

  async say(outcome: Outcome, text: string | null = null): Promise<void> {
    const phase = this.phase;
    if (this.busy || (phase.name !== 'away' && phase.name !== 'changed')) return;
    this.busy = true;
    this.problem = null;
    try {
      await sayOutcome(phase.opened.share.id, outcome, text);
      if (outcome !== 'not_this_time') await this.keeper.forget(this.network);
      this.phase = { name: 'said', outcome };
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  }

  /** What leaves, with the link where it stands in the text. */
  get whole(): string {
    return textWithLink(this.choice, this.text.trim(), this.link);
  }
}
