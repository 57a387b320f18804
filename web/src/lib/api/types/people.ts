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
  /** A partner's last day. */
  ends_on: Day | null;
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
  /** Of partners; empty: none. */
  ends_on: Day | '' | null;
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
  /** What the file names and nobody knew: the first hundred of each, groups by their paths. */
  new_groups: string[];
  new_groups_count: number;
  new_sites: string[];
  new_sites_count: number;
  new_job_families: string[];
  new_job_families_count: number;
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
  parent_id: Id | null;
  /** With the groups below. */
  headcount: number;
}

/** An empty parent is the top. */
export interface GroupInput {
  name: string;
  parent_id: Id | '';
}

export interface Site {
  id: Id;
  name: string;
  country: string;
  time_zone: string;
  zone_id: Id | null;
  headcount: number;
}

/** An empty zone is the country's own. */
export interface SiteInput {
  name: string;
  country: string;
  time_zone: string;
  zone_id: Id | '';
}

export interface Zone {
  id: Id;
  name: string;
  /** Two letters; null: a region with a name of its own. */
  country: string | null;
  parent_id: Id | null;
  /** Directly in it. */
  sites: number;
}

export interface ZoneInput {
  name: string;
  parent_id: Id | '';
}

export interface JobFamily {
  id: Id;
  name: string;
  headcount: number;
}

/** What ending a group or a site would do. */
export interface Fate {
  people: number;
  stories: number;
  /** Groups below that go along. */
  moved: number;
  /** Groups below that become one with another of their name. */
  merged: number;
  into_id: Id | null;
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
  /** Of the organisation's shape: what it is called, what it was and is, how many people. */
  name: string | null;
  from: string | null;
  to: string | null;
  people: number | null;
}

export interface OutboxRow {
  kind: string;
  day: Day;
  state: string;
  /** null: fewer than five. */
  count: number | null;
}
