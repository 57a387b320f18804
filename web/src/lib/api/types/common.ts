// An instant is "2026-11-24T08:30:00Z", a day "2026-11-24".

export type Instant = string;

export type Day = string;

export type Id = string;

export interface Page<T> {
  items: T[];
  next: string | null;
}
