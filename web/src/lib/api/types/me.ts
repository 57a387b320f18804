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
  /** An authenticator app is set. */
  app: boolean;
  passkeys: number;
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

/** All bytes are base64url. */
export interface Passkey {
  id: Id;
  name: string;
  created_day: Day;
  last_used_day: Day | null;
}
export interface PasskeyOffer {
  challenge: string;
  site_id: string;
  user_id: string;
  user_email: string;
  user_name: string;
  known_credentials: string[];
}
export interface NewPasskey {
  client_data: string;
  authenticator_data: string;
  public_key: string;
  name: string | null;
}
export interface PasskeyQuestion {
  challenge: string;
  site_id: string;
  known_credentials: string[];
}
export interface SignedPasskey {
  credential: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
}

export interface BrowserSession {
  id: Id;
  browser: string;
  created_day: Day;
  last_seen_day: Day;
  current: boolean;
}
