// The names of the API (components of api/openapi.json). An instant is "2026-11-24T08:30:00Z", a day "2026-11-24".

export type Instant = string;
export type Day = string;
export type Id = string;

export interface Page<T> {
  items: T[];
  next: string | null;
}

/* ---------- programme, session, me ---------- */
export type Role = 'member' | 'editor' | 'lead' | 'administrator';
export type Permission =
  | 'today.read'
  | 'sharing.share'
  | 'content.edit'
  | 'people.read'
  | 'people.invite'
  | 'people.edit'
  | 'people.roles'
  | 'people.invitation_link'
  | 'settings.read'
  | 'settings.edit'
  | 'charter.edit';

export interface DemoLogin {
  role: Role;
  email: string;
  password: string;
}

export interface Programme {
  name: string;
  organisation_name: string;
  languages: string[];
  default_language: string;
  set_up: boolean;
  can_mail: boolean;
  join_open: boolean;
  short_host: string | null;
  demo: boolean;
  demo_logins: DemoLogin[];
}

export interface SetUp {
  token: string;
  organisation_name: string;
  programme_name: string;
  language: string;
  name: string;
  email: string;
  password: string;
}

export interface SignIn {
  email: string;
  password: string;
}

export type Want = 'grow_network' | 'be_known' | 'learn' | 'help_hiring' | 'find_clients' | 'just_look';

export interface NetworkContacts {
  network: string;
  count: number;
}

export interface Preferences {
  language: string;
  wants: Want[];
  theme_ids: Id[];
  languages: string[];
  networks: string[];
  /** The window when one may be disturbed, "08:30" to "18:00", on these days (1 = Monday). */
  allowed_from: string;
  allowed_to: string;
  allowed_days: number[];
  plain_links: boolean;
  daily_cap: number | null;
  contacts: NetworkContacts[];
  mastodon_server: string | null;
  onboarded: boolean;
}

export interface Notice {
  code: string;
  at: Instant;
  values: Record<string, string | number | null>;
}

export interface Me {
  id: Id;
  name: string;
  first_name: string;
  initials: string;
  email: string;
  language: string;
  group_name: string | null;
  site_name: string | null;
  roles: Role[];
  permissions: Permission[];
  is_member: boolean;
  charter_accepted_version: number | null;
  charter_current_version: number;
  has_password: boolean;
  onboarded: boolean;
  preferences: Preferences;
  notices: Notice[];
}

export interface BrowserSession {
  id: Id;
  browser: string;
  created_day: Day;
  last_seen_day: Day;
  current: boolean;
}

export type WorkingTime = 'counts' | 'does_not' | 'unsaid';

export interface Charter {
  version: number;
  language: string;
  title: string;
  /** Markdown. */
  text: string;
  published_at: Instant;
  working_time: WorkingTime;
}

export interface CharterText {
  language: string;
  title: string;
  text: string;
}

export interface Guide {
  dos: string[];
  donts: string[];
  text: string;
}

export interface GuideText extends Guide {
  language: string;
}

/* ---------- invitations ---------- */
export interface InvitationView {
  inviter_first_name: string | null;
  programme_name: string;
  first_name: string;
  language: string;
  state: 'open' | 'answered' | 'expired';
}

export type Answer = 'yes' | 'later' | 'no';

export interface InvitationAnswered {
  next: 'charter' | 'noted';
}

export interface InviteInput {
  person_ids: Id[] | null;
  group_id: Id | null;
  everybody: boolean;
  message: string | null;
}

/* ---------- people ---------- */
export interface PersonRow {
  id: Id;
  name: string;
  email: string;
  language: string;
  group_name: string | null;
  site_name: string | null;
  country: string | null;
  job_family: string | null;
  status: string;
  roles: Role[];
}

export interface PeoplePage extends Page<PersonRow> {
  total: number;
}

export interface PersonInput {
  name: string;
  email: string;
  language: string;
  group_path: string | null;
  site: string | null;
  country: string | null;
  time_zone: string | null;
  job_family: string | null;
  status: string;
}

export interface ImportRefusal {
  line: number;
  column: number;
  code: string;
  detail: string;
}

export interface ImportSample {
  line: number;
  change: 'added' | 'changed';
  name: string;
  email: string;
  fields: string[];
}

export interface ImportPreview {
  id: Id;
  added: number;
  changed: number;
  unchanged: number;
  /** The first thousand. */
  refused: ImportRefusal[];
  refused_count: number;
  unknown_columns: string[];
  sample: ImportSample[];
  encoding: string;
  separator: string;
}

export interface ImportReport {
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
}

export interface Group {
  id: Id;
  name: string;
  path: string;
  headcount: number;
}

export interface Site {
  id: Id;
  name: string;
  country: string | null;
  time_zone: string | null;
}

export interface OutboxRow {
  kind: string;
  day: Day;
  state: string;
  /** null: fewer than five. */
  count: number | null;
}

export interface Settings {
  organisation_name: string;
  programme_name: string;
  default_language: string;
  languages: string[];
  mail_domains: string[];
  own_hosts: string[];
  working_time: WorkingTime;
  stories_per_day: number;
  mix_useful_percent: number;
  daily_share_cap: number;
  utm_source_template: string;
  utm_medium: string;
  utm_campaign_template: string;
  disclosure_fr: string;
  disclosure_en: string;
  readonly base_url: string;
  readonly short_base_url: string | null;
}

/* ---------- themes, stories ---------- */
export type ThemeColour = 'sapin' | 'miel' | 'peche' | 'ardoise' | 'prune';

export interface Theme {
  id: Id;
  name_fr: string;
  name_en: string;
  colour: ThemeColour;
  story_count: number;
}

export type StoryState = 'draft' | 'published' | 'withdrawn';
export type StoryKind =
  'article' | 'infographic' | 'white_paper' | 'analysis' | 'job' | 'event' | 'video' | 'image' | 'document' | 'text';
export type Stance = 'useful' | 'company';

export interface Picture {
  id: Id;
  /** 1200 × 630 */
  url: string;
  /** 480 wide */
  small_url: string;
  whole_url: string;
  width: number;
  height: number;
  alt: string;
}

export interface Document {
  id: Id;
  url: string;
  name: string;
  bytes: number;
}

export interface Media {
  id: Id;
  kind: 'picture' | 'document';
  url: string;
  name: string;
  bytes: number;
  picture: Picture | null;
  document: Document | null;
}

export interface VariantInput {
  network: string | null;
  language: string;
  label: string;
  text: string;
}

export interface Variant extends VariantInput {
  id: Id;
}

export type SharedBy = '5+' | '10+' | '20+' | '50+';

export interface Story {
  id: Id;
  state: StoryState;
  kind: StoryKind;
  stance: Stance;
  stance_reason: string | null;
  title: string;
  summary: string;
  why: string;
  address: string | null;
  site_name: string | null;
  language: string;
  languages: string[];
  theme_ids: Id[];
  group_ids: Id[];
  site_ids: Id[];
  picture: Picture | null;
  document: Document | null;
  reading_minutes: number | null;
  embargo_until: Instant | null;
  expires_at: Instant | null;
  published_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
  version: number;
  variants: Variant[];
  shared_by: SharedBy | null;
  author_name: string | null;
  relabel: { needs_second_person: boolean };
}

export interface StoryInput {
  address: string | null;
  title: string;
  summary: string;
  why: string;
  kind: StoryKind;
  stance: Stance;
  stance_reason: string | null;
  site_name: string | null;
  reading_minutes: number | null;
  language: string;
  languages: string[];
  theme_ids: Id[];
  group_ids: Id[];
  site_ids: Id[];
  picture_id: Id | null;
  document_id: Id | null;
  embargo_until: Instant | null;
  expires_at: Instant | null;
  variants: VariantInput[];
}

export interface StoryChange {
  at: Instant;
  actor_name: string | null;
  change: string;
  version: number;
}

export interface Unfurled {
  address: string;
  title: string;
  description: string;
  picture: Picture | null;
  site_name: string | null;
  language: string | null;
  kind: StoryKind | null;
  published_at: Instant | null;
  reading_minutes: number | null;
  stance_hint: Stance | null;
  duplicate_of: Id | null;
}

export interface Mix {
  days: number;
  useful: number;
  company: number;
  target_useful_percent: number;
  kinds: { kind: StoryKind; count: number }[];
  missing_kinds: StoryKind[];
}

/* ---------- sources, watch ---------- */
export type FeedKind = 'rss' | 'atom' | 'json';

export interface Source {
  id: Id;
  name: string;
  address: string;
  feed_address: string;
  site_address: string | null;
  kind: FeedKind;
  theme_ids: Id[];
  waiting: number;
  polled_at: Instant | null;
  next_poll_at: Instant | null;
  failing_since: Instant | null;
  failure_code: string | null;
  created_at: Instant;
}

export interface FoundFeed {
  address: string;
  title: string;
  kind: FeedKind;
  item_count: number;
}

export interface OpmlReport {
  added: number;
  known: number;
  refused: { title: string; address: string; code: string }[];
}

export type Decision = 'kept' | 'dropped';

export interface WatchItem {
  id: Id;
  source_id: Id;
  source_name: string;
  title: string;
  summary: string;
  address: string;
  picture_url: string | null;
  published_at: Instant | null;
  found_at: Instant;
  language: string | null;
  theme_ids: Id[];
  also_in: string[];
  decision: Decision | null;
  story_id: Id | null;
}

export interface WatchPage extends Page<WatchItem> {
  waiting: number;
}

export interface WatchDecided {
  id: Id;
  decided: number;
  story_ids: Id[];
}

/* ---------- today ---------- */
export interface Why {
  code: string;
  values: Record<string, string | number | null>;
}

export interface TodayStory {
  story: Story;
  why: Why;
  kept: boolean;
  shared_on: Day | null;
}

export interface Today {
  day: Day;
  greeting_name: string;
  stories: TodayStory[];
  useful: number;
  company: number;
  done: boolean;
  allowed_from: string;
  allowed_to: string;
}

/* ---------- sharing ---------- */
export type CountRule = 'x' | 'bluesky' | 'linkedin' | 'threads' | 'mastodon' | 'plain';
export type Opens = 'page' | 'copy' | 'sheet' | 'qr' | 'mail';

export interface NetworkChoice {
  id: string;
  name: string;
  prefill: boolean;
  channel: 'public' | 'private';
  text_limit: number | null;
  count_rule: CountRule;
  fold: number | null;
  asks_server: boolean;
  opens: Opens;
  /** The link counts with the text, under it; elsewhere the network shows it as a card. */
  link_in_text: boolean;
  mine: boolean;
}

export interface Draft {
  network: string;
  text: string;
  updated_at: Instant;
}

export interface Composer {
  story: Story;
  networks: NetworkChoice[];
  drafts: Draft[];
  guide: Guide;
  disclosure: string;
  /** Why it is suggested: what the law of the place asks, or courtesy. */
  disclosure_basis: 'endorsement' | 'consumer' | 'courtesy';
  mastodon_server: string | null;
  variant_uses: { variant_id: Id; used_by: SharedBy }[];
  plain_links: boolean;
  shared_today: number;
  daily_cap: number | null;
  author: { name: string; initials: string; headline: string | null };
  originality_left: number;
}

export interface Originality {
  step: 1 | 2 | 3;
  close_to: 'variant' | 'colleagues' | null;
}

export interface ShareInput {
  story_id: Id;
  network: string;
  text: string;
  plain_link: boolean;
  mastodon_server: string | null;
  over_cap_confirmed: boolean;
  again_confirmed: boolean;
}

export type ShareState = 'opened' | 'declared' | 'proved' | 'not_this_time';

export interface Share {
  id: Id;
  story_id: Id;
  story_title: string;
  picture_url: string | null;
  network: string;
  text: string;
  state: ShareState;
  opened_at: Instant;
  declared_at: Instant | null;
  link: string | null;
  tracked: boolean;
  clicks: number | null;
  filtered: number | null;
  incomplete: boolean;
  theme_ids: Id[];
}

export interface ShareOpened {
  share: Share;
  open_url: string | null;
  copy_text: string;
  qr_path: string | null;
  qr_size: number | null;
}

export type Outcome = 'done' | 'changed' | 'not_this_time';

/* ---------- influence ---------- */
export type Period = '30d' | '3m' | '1y';

export interface Influence {
  period: Period;
  from: Day;
  to: Day;
  clicks: number;
  filtered: number;
  incomplete_hours: number;
  shares: { opened: number; declared: number; proved: number };
  visitors_today: number;
  by_day: { day: Day; clicks: number; incomplete: boolean }[];
  by_week: { week_start: Day; clicks: number; incomplete: boolean }[];
  themes: {
    theme_id: Id;
    name_fr: string;
    name_en: string;
    shares: number;
    clicks: number;
    share_percent: number;
    click_percent: number;
  }[];
  networks: { network: string; shares: number; clicks: number }[];
  hours: {
    known: 'estimated';
    cells: { weekday: number; hour: number; clicks: number }[];
    best: { weekday: number; hour: number; low: number; high: number } | null;
    enough: boolean;
    shares: number;
  };
  circles: {
    contacts: NetworkContacts[];
    contacts_total: number | null;
    direct_clicks: number;
    beyond_clicks: number;
    /** No referrer said where they came from. */
    unknown_clicks: number;
  };
  worked: { share_id: Id; title: string; text_start: string; network: string; day: Day; clicks: number }[];
  sentence: { code: string; values: Record<string, string | number | null> } | null;
}
