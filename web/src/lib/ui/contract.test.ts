import { createRawSnippet, type Component } from 'svelte';
import { parse, type AST } from 'svelte/compiler';
import { render } from 'svelte/server';
import Pencil from '@lucide/svelte/icons/pencil';
import { beforeAll, describe, expect, it } from 'vitest';
import { languages, useLanguage } from '../i18n';
import * as kit from './index';

// What each component of the kit owes to everybody, in each language: a name for whatever can be operated, every id that
// is pointed at, drawings that are silent or say what they show, and a reason beside what cannot be pressed.

const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze';
const text = createRawSnippet(() => ({ render: () => `<span>${long}</span>` }));
const panel = createRawSnippet<[string]>((of) => ({ render: () => `<p>${of()}</p>` }));
const options = [
  { value: 'a', label: long },
  { value: 'b', label: 'B' }
];
const field = createRawSnippet<[{ id: string }]>((control) => ({ render: () => `<input id="${control().id}">` }));
const asked = { isPending: false, isFetching: false, refetch: () => undefined };

/** Each component with what it needs, and in each state in which it owes something more. */
const cases: Record<string, Record<string, unknown>[]> = {
  Avatar: [{ name: long }, { name: long, hidden: false }],
  BackLink: [{ href: '/', label: long }],
  Brand: [{ name: long }, { name: long, href: '/' }],
  Button: [
    { children: text },
    { children: text, icon: Pencil, busy: true },
    { children: text, disabled: true, disabledReason: long },
    { children: text, href: '/' },
    { children: text, type: 'submit', kind: 'danger' }
  ],
  Card: [{ children: text }],
  Checkbox: [
    { label: long, hint: long },
    { label: long, hideLabel: true, disabled: true }
  ],
  Chip: [
    { children: text, pressed: true },
    { children: text, href: '/', current: true },
    { children: text, disabled: true }
  ],
  Cover: [{ seed: 'a story' }, { seed: 'a story', colour: null }],
  Dialog: [{ title: long, open: true, children: text, acts: text }],
  Empty: [{ title: long, text: long, children: text }],
  EqualChoice: [
    { label: long, choices: [{ ...options[0], follows: long, icon: Pencil }, options[1]], onchoose: () => undefined }
  ],
  Field: [
    { label: long, hint: long, error: long, note: long, children: field },
    { label: long, hideLabel: true, children: field }
  ],
  Icon: [{ of: Pencil }, { of: Pencil, label: long }],
  IconButton: [
    { icon: Pencil, label: long },
    { icon: Pencil, label: long, pressed: true },
    { icon: Pencil, label: long, href: '/' }
  ],
  Known: [
    { by: 'estimated', label: long },
    { by: 'measured', label: long, quiet: true }
  ],
  Meter: [
    { value: 40, label: long },
    { value: 2, steps: 3, label: long }
  ],
  Mix: [{ useful: 4, company: 1, target: 80, label: long }],
  Note: [{ children: text, kind: 'danger', role: 'alert' }],
  PasswordInput: [{ autocomplete: 'current-password', 'aria-label': long }],
  PrivateLine: [{}, { label: long }],
  Problem: [{ error: new Error('x'), safe: long, retry: () => undefined }],
  Query: [
    { query: { ...asked, data: undefined, error: null, isPending: true }, ready: text },
    { query: { ...asked, data: undefined, error: new Error('x') }, ready: text },
    { query: { ...asked, data: [], error: null }, empty: () => true, none: text, ready: text },
    { query: { ...asked, data: [1], error: null }, ready: text }
  ],
  Segmented: [{ value: 'a', options, label: long }],
  Select: [{ value: 'a', options, empty: long, 'aria-label': long }],
  Skeleton: [{ lines: 3 }],
  Stance: [{ stance: 'useful', label: long }, { stance: 'company' }],
  Swarm: [{}, { form: 'mark', label: long }],
  Switch: [
    { label: long, hint: long, checked: true },
    { label: long, hideLabel: true, disabled: true }
  ],
  Tabs: [{ value: 'a', options, label: long, panel }],
  Tag: [{ children: text, icon: Pencil }],
  TextArea: [{ value: long, 'aria-label': long }],
  TextInput: [{ value: long, 'aria-label': long }],
  Toasts: [{}]
};

type Element = AST.RegularElement;

function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const walk = (node: AST.SvelteNode): void => {
    if (node.type !== 'RegularElement') return;
    found.push(node);
    node.fragment.nodes.forEach(walk);
  };
  parse(html, { modern: true }).fragment.nodes.forEach(walk);
  return found;
}

function attribute(element: Element, name: string): string | undefined {
  for (const each of element.attributes) {
    if (each.type !== 'Attribute' || each.name !== name) continue;
    if (each.value === true) return '';
    const parts = Array.isArray(each.value) ? each.value : [each.value];
    return parts.map((part) => (part.type === 'Text' ? part.data : '')).join('');
  }
  return undefined;
}

function wordsOf(element: Element): string {
  let words = attribute(element, 'aria-label') ?? '';
  const walk = (node: AST.SvelteNode): void => {
    if (node.type === 'Text') words += node.data;
    if (node.type !== 'RegularElement' || attribute(node, 'aria-hidden') === 'true') return;
    words += attribute(node, 'aria-label') ?? '';
    node.fragment.nodes.forEach(walk);
  };
  element.fragment.nodes.forEach(walk);
  return words.trim();
}

const operable = new Set(['a', 'button', 'input', 'select', 'textarea']);

function wrongIn(html: string): string[] {
  const elements = elementsOf(html);
  const byId = new Map(elements.map((each) => [attribute(each, 'id') ?? '', each]));
  const labelled = new Map(
    elements.filter((each) => each.name === 'label').map((each) => [attribute(each, 'for') ?? '', wordsOf(each)])
  );
  const silent = new Set(
    elements
      .filter((each) => attribute(each, 'aria-hidden') === 'true')
      .flatMap((each) => [each, ...elements.filter((one) => one.start > each.start && one.end <= each.end)])
  );
  const wrong: string[] = [];
  for (const element of elements) {
    const where = `<${element.name} class="${attribute(element, 'class') ?? ''}">`;
    for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'])
      for (const id of (attribute(element, name) ?? '').split(' ').filter(Boolean))
        if (!byId.has(id)) wrong.push(`${where} ${name} points at nothing: ${id}`);
    const by = (attribute(element, 'aria-labelledby') ?? '').split(' ').map((id) => byId.get(id));
    const name =
      by.map((each) => (each ? wordsOf(each) : '')).join('') ||
      wordsOf(element) ||
      labelled.get(attribute(element, 'id') ?? '-') ||
      '';
    const hidden = attribute(element, 'type') === 'hidden' || silent.has(element);
    if (operable.has(element.name) && !hidden && name === '') wrong.push(`${where} has no name`);
    if (element.name === 'svg' && !hidden && (attribute(element, 'role') !== 'img' || name === ''))
      wrong.push(`${where} is neither silent nor named`);
    if (Number(attribute(element, 'tabindex') ?? 0) > 0) wrong.push(`${where} breaks the order of focus`);
    if (element.name === 'button' && attribute(element, 'type') === undefined) wrong.push(`${where} would send a form`);
  }
  return wrong;
}

const components = Object.entries(kit).filter(([name]) => /^[A-Z]/.test(name)) as [string, Component][];

describe('the kit', () => {
  it('is looked at by something that can say no', () => {
    expect(wrongIn('<button class="x"></button>')).toEqual([
      '<button class="x"> has no name',
      '<button class="x"> would send a form'
    ]);
    expect(wrongIn('<p aria-describedby="gone"><svg class="y"></svg></p>')).toEqual([
      '<p class=""> aria-describedby points at nothing: gone',
      '<svg class="y"> is neither silent nor named'
    ]);
    expect(wrongIn('<i aria-hidden="true"><svg></svg></i><input aria-label="Name" tabindex="3">')).toEqual([
      '<input class=""> breaks the order of focus'
    ]);
  });

  it('has a contract for every component', () => {
    expect(components.map(([name]) => name).sort()).toEqual(Object.keys(cases).sort());
  });
});

describe.each(languages)('in %s', (language) => {
  beforeAll(() => useLanguage(language));

  it.each(components)('%s: names, ids and drawings are whole', (name, component) => {
    for (const props of cases[name] ?? []) {
      const { body } = render(component, { props: props as never });
      expect(wrongIn(body), `${name} ${JSON.stringify(Object.keys(props))}\n${body}`).toEqual([]);
      expect(body, 'a key instead of words').not.toMatch(/>\s*(?:ui|shell|problem)\.[a-z_.]+\s*</);
    }
  });

  it.each(components)('%s: a long word is all there', (name, component) => {
    for (const props of cases[name] ?? []) {
      const { body } = render(component, { props: props as never });
      const said = JSON.stringify(props).includes(long) || 'children' in props || 'ready' in props;
      if (said && !('hidden' in props) && name !== 'Query' && name !== 'Avatar') expect(body).toContain(long);
    }
  });
});

describe('what cannot be pressed', () => {
  it('stays in the order of focus and says why', () => {
    const { body } = render(kit.Button, { props: { children: text, disabled: true, disabledReason: long } });
    const elements = elementsOf(body);
    const button = elements.find((each) => each.name === 'button');
    if (!button) throw new Error(body);
    expect(attribute(button, 'aria-disabled')).toBe('true');
    expect(attribute(button, 'disabled')).toBeUndefined();
    const reason = elements.find((each) => attribute(each, 'id') === attribute(button, 'aria-describedby'));
    expect(reason && wordsOf(reason)).toBe(long);
  });

  it.each([
    ['Checkbox', { label: long, disabled: true }],
    ['Switch', { label: long, disabled: true }]
  ] as const)('%s says so to every reader', (name, props) => {
    const { body } = render(kit[name] as Component, { props: props as never });
    const button = elementsOf(body).find((each) => each.name === 'button');
    expect(button && attribute(button, 'disabled')).toBe('');
  });

  it('keeps its words while it is busy', () => {
    const { body } = render(kit.Button, { props: { children: text, busy: true } });
    expect(body).toContain(long);
    expect(body).toMatch(/aria-(?:busy|disabled)="true"/);
  });
});

describe('by keyboard', () => {
  const tabStops = (body: string) =>
    elementsOf(body).filter((each) => operable.has(each.name) && attribute(each, 'tabindex') !== '-1');

  it('peers are one stop each, whichever way they are drawn', () => {
    const tabs = render(kit.Tabs as Component, { props: cases['Tabs']?.[0] as never }).body;
    const roles = elementsOf(tabs).map((each) => attribute(each, 'role'));
    expect(roles).toContain('tablist');
    expect(roles).toContain('tabpanel');
    const segmented = render(kit.Segmented as Component, { props: cases['Segmented']?.[0] as never }).body;
    expect(elementsOf(segmented).filter((each) => attribute(each, 'role') === 'radio')).toHaveLength(2);
    expect(elementsOf(segmented).some((each) => attribute(each, 'role') === 'radiogroup')).toBe(true);
  });

  it('an equal choice gives every answer a stop of its own, and none is taken beforehand', () => {
    const { body } = render(kit.EqualChoice as Component, { props: cases['EqualChoice']?.[0] as never });
    expect(tabStops(body)).toHaveLength(2);
    expect(body).not.toMatch(/aria-(?:checked|pressed|selected)="true"|autofocus/);
  });

  it('what looks like a button is one: a dialog can be left by its own button too', () => {
    const { body } = render(kit.Dialog as Component, { props: cases['Dialog']?.[0] as never });
    expect(elementsOf(body).some((each) => each.name === 'dialog')).toBe(true);
    expect(tabStops(body).length).toBeGreaterThan(0);
  });
});
