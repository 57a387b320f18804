// Who is signed in, and what they chose for themselves.
import type { Day, Id, Instant } from './common';
import type { Permission, Role } from './programme';

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
  second_factor: SecondFactor;
  preferences: Preferences;
  notices: Notice[];
}

/** The second step of signing in: whether it is set, and whether the roles need it. */
export interface SecondFactor {
  is_set: boolean;
  required: boolean;
  recovery_codes_left: number;
}
export interface FactorProposal {
  secret: string;
  address: string;
  qr_path: string;
  qr_size: number;
}
export interface FactorCode {
  code: string;
}
export interface RecoveryCodes {
  codes: string[];
}

export interface BrowserSession {
  id: Id;
  browser: string;
  created_day: Day;
  last_seen_day: Day;
  current: boolean;
}
