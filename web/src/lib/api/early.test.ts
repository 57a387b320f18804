import { afterEach, describe, expect, it, vi } from 'vitest';
import { call } from './call';
import { forgetEarly, takeEarly } from './early';

const answer = (value: unknown) =>
  new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });

describe('what the page asked for before the app was there', () => {
  afterEach(() => vi.unstubAllGlobals());
  const given = (early: Record<string, Promise<Response>>) => {
    const fetched = vi.fn(() => Promise.resolve(answer('asked anew')));
    vi.stubGlobal('window', { essaimEarly: early });
    vi.stubGlobal('fetch', fetched);
    return fetched;
  };

  it('is taken once, by the same question', async () => {
    const fetched = given({ '/me': Promise.resolve(answer('early')) });
    expect(await call('GET', '/programme')).toBe('asked anew');
    expect(await call('GET', '/me')).toBe('early');
    expect(await call('GET', '/me')).toBe('asked anew');
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('answers no question that says more', async () => {
    given({ '/people': Promise.resolve(answer('early')) });
    expect(await call('GET', '/people', { query: { limit: 10 } })).toBe('asked anew');
  });

  it('is forgotten with the first act: whoever signs in is not told what a visitor was', async () => {
    given({ '/me': Promise.resolve(answer('a visitor')) });
    await call('POST', '/session', { body: {} });
    expect(await call('GET', '/me')).toBe('asked anew');
  });

  it('that never came is a connection that is not there', async () => {
    given({ '/me': Promise.reject(new TypeError('failed to fetch')) });
    await expect(call('GET', '/me')).rejects.toMatchObject({ code: 'network' });
    expect(await call('GET', '/me')).toBe('asked anew');
  });

  it('is none outside of a browser', () => {
    expect(takeEarly('/me')).toBeNull();
    expect(() => forgetEarly()).not.toThrow();
  });
});
