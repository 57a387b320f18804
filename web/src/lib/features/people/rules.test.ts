import { describe, expect, it } from 'vitest';
import type { Me } from '#lib/api';
import { landing, safeNext, secondFactorBefore, wayOf } from './rules';

const me = (part: Partial<Me>): Me =>
  ({
    permissions: [],
    roles: [],
    is_member: false,
    charter_accepted_version: null,
    charter_current_version: 1,
    onboarded: false,
    second_factor: { is_set: false, required: false, app: false, passkeys: 0, recovery_codes_left: 0 },
    ...part
  }) as Me;

describe('landing', () => {
  it.each([
    [
      'a member with the current charter sees Today',
      me({ is_member: true, charter_accepted_version: 1, onboarded: true }),
      '/today'
    ],
    [
      'a member asked again after the charter changed reads it',
      me({ is_member: true, charter_accepted_version: 1, charter_current_version: 2 }),
      '/charter'
    ],
    ['a new member is asked what they want', me({ is_member: true, charter_accepted_version: 1 }), '/welcome'],
    ['an administrator after set-up adds people', me({ permissions: ['people.edit', 'content.edit'] }), '/people'],
    ['an executive who is no member sees the figures', me({ roles: ['executive'] }), '/insight'],
    ['an editor who is no member sees the library', me({ permissions: ['content.edit'] }), '/library'],
    ['data protection reads the change log', me({ permissions: ['changes.read'] }), '/changes'],
    [
      'an administrator without a second factor sets one first',
      me({ second_factor: { is_set: false, required: true, app: false, passkeys: 0, recovery_codes_left: 0 } }),
      '/second-factor'
    ],
    ['a person who answered yes reads the charter', me({}), '/charter']
  ])('%s', (_, person, expected) => {
    expect(landing(person)).toBe(expected);
  });
});

describe('the way of somebody who came in', () => {
  const step = { is_set: false, required: true, app: false, passkeys: 0, recovery_codes_left: 0 };
  it.each([
    ['to the address that was asked for', me({ permissions: ['people.edit'] }), '/settings?a=b', '/settings?a=b'],
    ['to the first screen', me({ permissions: ['people.edit'] }), null, '/people'],
    ['past a charter that changed', me({ is_member: true, charter_current_version: 2 }), '/today', '/charter'],
    [
      'past a second step, with the address kept',
      me({ second_factor: step }),
      '/people?group=1',
      '/second-factor?next=%2Fpeople%3Fgroup%3D1'
    ],
    ['past a second step, to where it leads', me({ second_factor: step }), '//evil.example', '/second-factor']
  ])('%s', (_, person, next, expected) => {
    expect(wayOf(person, next)).toBe(expected);
  });
  it('never comes back to the second step itself', () => {
    expect(secondFactorBefore('/second-factor?next=/today')).toBe('/second-factor');
  });
});

describe('safeNext', () => {
  it.each([
    ['/today', '/today'],
    ['/stories/abc/share?network=x', '/stories/abc/share?network=x'],
    ['//evil.example', null],
    ['/\\evil.example', null],
    ['https://evil.example', null],
    ['javascript:alert(1)', null],
    ['/sign-in', null],
    ['', null],
    [null, null]
  ])('%s → %s', (given, expected) => {
    expect(safeNext(given)).toBe(expected);
  });
});
