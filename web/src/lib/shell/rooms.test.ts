import { describe, expect, it } from 'vitest';
import type { Permission } from '#lib/api';
import { isOpen } from './rooms';

const who = (is_member: boolean, ...permissions: Permission[]) => ({ is_member, permissions });

describe('rooms', () => {
  it('open to those who may do what they are for', () => {
    expect(isOpen('/library', who(true))).toBe(false);
    expect(isOpen('/library/stories/new', who(true))).toBe(false);
    expect(isOpen('/library/stories/new', who(false, 'content.edit'))).toBe(true);
    expect(isOpen('/people', who(true, 'people.read'))).toBe(true);
    expect(isOpen('/people/import', who(true, 'people.read'))).toBe(false);
    expect(isOpen('/changes', who(true))).toBe(false);
    expect(isOpen('/changes', who(false, 'changes.read'))).toBe(true);
  });
  it('of members open to members, and the others to whoever is signed in', () => {
    expect(isOpen('/today', who(true))).toBe(true);
    expect(isOpen('/search', who(false, 'content.edit'))).toBe(false);
    expect(isOpen('/me', who(false))).toBe(true);
    expect(isOpen('/libraries', who(false))).toBe(true);
  });
});
