import { expect, test } from 'vitest';
import { branchesOf, pathOf, within } from './tree';

const nodes = [
  { id: '1', name: 'Direction', parent_id: null },
  { id: '2', name: 'Travaux', parent_id: '1' },
  { id: '3', name: 'Voirie', parent_id: '2' },
  { id: '4', name: 'Ventes', parent_id: null },
  { id: '5', name: 'Nord', parent_id: 'gone' }
];

test('a tree is drawn from its parents, and nothing is lost where one is missing', () => {
  const top = branchesOf(nodes);
  expect(top.map(({ node }) => node.name)).toEqual(['Direction', 'Ventes', 'Nord']);
  expect(top[0]?.below[0]?.below[0]?.node.name).toBe('Voirie');
});

test('a group is offered neither itself nor what is below it', () => {
  expect([...within(nodes, '1')].sort()).toEqual(['1', '2', '3']);
  expect([...within(nodes, '4')]).toEqual(['4']);
});

test('a path names every step from the top', () => {
  expect(pathOf(nodes, '3', ({ name }) => name)).toBe('Direction > Travaux > Voirie');
  expect(pathOf(nodes, 'none', ({ name }) => name)).toBe('');
});
