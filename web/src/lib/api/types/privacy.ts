import type { Day, Id, Instant } from './common';

// Trust: what is stored, who may do what, who saw what, what people agreed to.

export interface DataKind {
  name: string;
  keeps: string;
  days: number | null;
  /** How many I can download as my own; null where they are no list. */
  mine: number | null;
}

export interface Right {
  permission: string;
  /** Empty: what everybody, whoever is signed in, or each member may do. */
  roles: string[];
  routes: number;
}

export interface PromiseTests {
  number: number;
  tests: number;
}

/** A file of what is held on me, prepared outside the app; nulls where none waits. */
export interface PreparedFile {
  made_at: Instant | null;
  ends_at: Instant | null;
}

export interface Trust {
  version: string;
  kinds: DataKind[];
  rights: Right[];
  promises: PromiseTests[];
}

export interface RegisterLine {
  purpose: string;
  /** null: hidden. */
  in_force: number | null;
  withdrawn: number | null;
}

export interface RegisterMonth {
  /** Its first day. */
  month: Day;
  lines: RegisterLine[];
  in_force: number | null;
  withdrawn: number | null;
}

export interface ConsentRegister {
  /** The newest first. */
  months: RegisterMonth[];
  next_month: Day;
  next_at: Instant;
  least_people: number;
}

export interface Access {
  id: Id;
  day: Day;
  /** Empty: somebody without a granted role. */
  role: string;
  door: string;
  cut: string;
  about_me: boolean;
  /** Names; null where they are not mine to know, empty where that person is gone. */
  viewer: string | null;
  subject: string | null;
}

export interface ProofClaim {
  email: string;
  claim: string;
}

export interface ProofLine {
  text_version: string;
  channel: string;
  at: Instant;
  given: boolean;
}

export interface Proof {
  number: Id;
  lines: ProofLine[];
}
