import { has, useWords } from '../i18n';
import { forgetEarly, takeEarly } from './early';
import { Problem, type ProblemDocument } from './problem';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface CallOptions {
  /** Sent as JSON, unless `type` names another media type. */
  body?: unknown;
  /** The media type of a body that is not JSON: text/csv, text/x-opml, application/octet-stream, image/png … */
  type?: string;
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>;
  /** From idempotencyKey(): the same key for every try of one act, so that it happens once. */
  idempotencyKey?: string;
  /** The version that was read; the server refuses to overwrite a newer one. */
  ifMatch?: string | number;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

const base = '/api/v1';

export function addressOf(path: string, query: CallOptions['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const each of Array.isArray(value) ? value : [value]) parameters.append(name, String(each));
  }
  const text = parameters.toString();
  return base + path + (text ? `?${text}` : '');
}

/** One key an act (RFC draft idempotency-key-header): make it when the act begins, send it again with each try. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bodyOf(options: CallOptions): { body: BodyInit | undefined; type: string | undefined } {
  if (options.type !== undefined) return { body: options.body as BodyInit, type: options.type };
  if (options.body === undefined) return { body: undefined, type: undefined };
  return { body: JSON.stringify(options.body), type: 'application/json' };
}

async function problemOf(response: Response): Promise<Problem> {
  let document: ProblemDocument = {};
  if (response.headers.get('content-type')?.includes('json')) {
    document = await response.json().catch(() => ({}));
  }
  // What is refused brings the words of all refusals with it, unless it is what a visitor is told before signing in.
  const codes = [document.code, ...(document.errors ?? []).map((each) => each.code)].filter(
    (code) => code !== undefined
  );
  if (codes.some((code) => code !== 'session.needed' && !has(`problem.${code}`)))
    await useWords('problem').catch(() => undefined);
  const wait = Number(response.headers.get('retry-after'));
  return new Problem({ ...document, status: response.status }, Number.isFinite(wait) && wait > 0 ? wait : null);
}

/** Calls the server and returns its answer; throws a Problem. An answer without a body is null. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const { body, type } = bodyOf(options);
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  // A form of another site can't set this header without asking first (CORS preflight), which the server refuses.
  if (method !== 'GET') headers['x-essaim'] = '1';
  if (type) headers['content-type'] = type;
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
  const address = addressOf(path, options.query);
  const early = method === 'GET' && address === base + path ? takeEarly(path) : null;
  if (method !== 'GET') forgetEarly();
  let response: Response;
  try {
    response = await (early ??
      fetch(address, {
        method,
        headers,
        body,
        signal: options.signal,
        credentials: 'same-origin',
        cache: 'no-store'
      }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem({ status: 0, code: 'network' });
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204 || response.headers.get('content-length') === '0') return null as T;
  if (!response.headers.get('content-type')?.includes('json')) return (await response.text()) as T;
  return (await response.json()) as T;
}
