// The list of people, the table it comes from, invitations and the mails that carry them.
import type { Day, Id, Page } from './common';
import type { Role } from './programme';

export interface InvitationView {
  inviter_first_name: string | null;
  /** The inviter's own words. */
  message: string | null;
  programme_name: string;
  first_name: string;
  language: string;
  state: 'open' | 'expired';
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

/** What an administrator has done since the set-up. */
export interface FirstSteps {
  people: boolean;
  invited: boolean;
  charter_read: boolean;
}

export interface ImportRefusal {
  line: number;
  column: number;
  code: string;
  /** The value as it stands in the file. */
  detail: string;
  /** Which cell of its line, the first is 1; 0 where the line itself could not be read. */
  cell: number;
  /** What the file calls that column. */
  header: string;
  /** Where a value stood before that stands twice; else 0. */
  first_line: number;
}

export interface ImportSample {
  line: number;
  change: 'added' | 'changed';
  name: string;
  email: string;
  fields: string[];
  /** "Direction > Travaux"; empty where the file does not say. */
  group: string;
  site: string;
  language: string;
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

/** A row of the change log. What it does not concern is null. */
export interface Change {
  id: Id;
  at: string;
  action: string;
  /** null: gone since, or no person at all. */
  by: string | null;
  by_machine: boolean;
  role: Role | null;
  person: string | null;
  language: string | null;
}

export interface OutboxRow {
  kind: string;
  day: Day;
  state: string;
  /** null: fewer than five. */
  count: number | null;
}
