import { describe, expect, it } from 'vitest';
import { placeOf, stopsOf, writtenOf } from './stops';

const member = stopsOf({ is_member: true, permissions: ['today.read', 'sharing.share'] });
const lead = stopsOf({
  is_member: true,
  permissions: ['content.edit', 'people.read', 'people.invite', 'settings.read']
});

describe('the stops of the tour', () => {
  it('are the screens that are open to a person, and no other', () => {
    expect(member.map((each) => each.href)).toEqual(['/today', '/shares', '/influence', '/insight', '/me']);
    expect(lead.map((each) => each.name)).toEqual([
      'today',
      'shares',
      'influence',
      'library',
      'people',
      'programme',
      'insight',
      'settings',
      'me'
    ]);
    expect(stopsOf({ is_member: false, permissions: ['changes.read'] }).map((each) => each.name)).toEqual([
      'insight',
      'changes',
      'me'
    ]);
  });
});

describe('where one stands', () => {
  it('is kept through a reload', () => {
    for (const place of [0, 3, 'ended', 'offered'] as const)
      expect(placeOf(writtenOf(place, member), member)).toBe(place);
  });
  it('is the offer for who never began, for another role, and for what nobody wrote', () => {
    expect(placeOf(null, member)).toBe('offered');
    expect(placeOf(writtenOf('ended', member), lead)).toBe('offered');
    expect(placeOf(writtenOf(5, member), member)).toBe('offered');
    expect(placeOf('what is this', member)).toBe('offered');
  });
});
