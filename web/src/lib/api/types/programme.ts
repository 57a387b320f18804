// What the programme is, its doors, and what a lead decides for everybody.

export type Role = 'member' | 'editor' | 'lead' | 'recruiter' | 'executive' | 'data-protection' | 'administrator';

export type Permission =
  | 'today.read'
  | 'sharing.share'
  | 'content.edit'
  | 'content.trust'
  | 'people.read'
  | 'people.invite'
  | 'people.edit'
  | 'people.roles'
  | 'people.invitation_link'
  | 'settings.read'
  | 'settings.edit'
  | 'charter.edit'
  | 'changes.read'
  | 'privacy.verify';

export interface DemoLogin {
  role: Role;
  email: string;
  password: string;
}

/** What the organisation calls its members, leads and programme, in every form. */
export interface FrenchWords {
  member_feminine: string;
  member_masculine: string;
  member_plural: string;
  member_short: string;
  lead_feminine: string;
  lead_masculine: string;
  lead_plural: string;
  lead_short: string;
  programme: string;
  programme_gender: 'feminine' | 'masculine';
  programme_elision: 'by_rule' | 'elided' | 'whole';
}

export interface EnglishWords {
  member: string;
  member_plural: string;
  member_article: 'by_rule' | 'a' | 'an';
  lead: string;
  lead_plural: string;
  lead_article: 'by_rule' | 'a' | 'an';
  programme: string;
}

export interface Words {
  fr: FrenchWords;
  en: EnglishWords;
}

/** The organisation's own colour ("#0055ff") and mark; empty: Essaim's. */
export interface BrandChoice {
  colour: string;
  mark: string;
}

export type Tone =
  'primary' | 'primary_hover' | 'on_primary' | 'primary_soft' | 'primary_soft_2' | 'on_primary_soft' | 'primary_text';

export type BrandTones = Record<Tone | 'surface' | 'text', string>;

/** A tone that had to move to be read, with its contrast before and after in hundredths. */
export interface BrandMove {
  scheme: 'light' | 'dark';
  tone: Tone;
  from: string;
  to: string;
  why: 'darker' | 'lighter' | 'too_dark';
  before: number;
  after: number;
}

/** What a colour becomes: ten steps, both schemes, what moved, and meanings whose colour is much like it. */
export interface BrandPalette {
  colour: string;
  steps: string[];
  light: BrandTones;
  dark: BrandTones;
  deep: string;
  on_deep: string;
  moves: BrandMove[];
  near: ('danger' | 'company' | 'private' | 'useful')[];
}

export interface BrandMark {
  id: string;
  url: string;
  width: number;
  height: number;
  /** Where it would hardly be seen, it is laid on a tile. */
  tile_on_light: boolean;
  tile_on_dark: boolean;
}

export interface Programme {
  name: string;
  words: Words;
  /** The version of /brand.css. */
  brand: string;
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

/** Whether a set-up link still opens anything. */
export interface SetUpView {
  state: 'open' | 'ended';
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

export type WorkingTime = 'counts' | 'does_not' | 'unsaid';

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
  mix_ceiling: 'asks' | 'stops';
  daily_share_cap: number;
  utm_source_template: string;
  utm_medium: string;
  utm_campaign_template: string;
  pass_query: boolean;
  disclosure_fr: string;
  disclosure_en: string;
  words: Words;
  /** What people with the executive role read instead; null: what everybody reads. */
  executive_words: Words | null;
  brand: BrandChoice;
  readonly base_url: string;
  readonly short_base_url: string | null;
}

/** Of backups the app knows when and whether; off: none is made by itself, old: over two days. */
export interface BackupReport {
  state: 'off' | 'none' | 'good' | 'old' | 'failing';
  good_at: string | null;
  restored_at: string | null;
  restored_from: string | null;
}
