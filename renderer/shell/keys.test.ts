import { expect, test } from 'vitest';
import { findBinding } from './keys.ts';

const pressed = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const bind = (key: string, isForFields = false) => ({
  key,
  label: key,
  isForFields,
  run: () => undefined,
});
const group = (...bindings: ReturnType<typeof bind>[]) => ({ title: '', bindings });

test('a key is found with exactly what is held with it', () => {
  const groups = [group(bind('j'), bind('shift+j'), bind('mod+2'), bind('?'))];
  expect(findBinding(groups, pressed('j'), 'page')?.key).toBe('j');
  expect(findBinding(groups, pressed('J', { shiftKey: true }), 'page')?.key).toBe('shift+j');
  expect(findBinding(groups, pressed('2', { ctrlKey: true }), 'page')?.key).toBe('mod+2');
  expect(findBinding(groups, pressed('2'), 'page')).toBeNull();
  expect(findBinding(groups, pressed('?', { shiftKey: true }), 'page')?.key).toBe('?');
});

test('while one types, only keys meant for fields are heard', () => {
  const groups = [group(bind('s'), bind('Escape', true))];
  expect(findBinding(groups, pressed('s'), 'field')).toBeNull();
  expect(findBinding(groups, pressed('Escape'), 'field')?.key).toBe('Escape');
});

test('space and enter on a button belong to the button, and a dialog hears for itself', () => {
  const groups = [group(bind(' '), bind('Enter'), bind('n'))];
  expect(findBinding(groups, pressed(' '), 'button')).toBeNull();
  expect(findBinding(groups, pressed('Enter'), 'button')).toBeNull();
  expect(findBinding(groups, pressed('n'), 'button')?.key).toBe('n');
  expect(findBinding(groups, pressed('n'), 'dialog')).toBeNull();
});

test('the first group that binds a key gets it', () => {
  const mine = bind('n');
  expect(findBinding([group(mine), group(bind('n'))], pressed('n'), 'page')).toBe(mine);
});
