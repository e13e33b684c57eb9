import { describe, expect, it } from 'vitest';
import { COMMANDS, commandOf } from './key-map.ts';

const press = (key: string, ...held: readonly ('shift' | 'ctrl' | 'meta' | 'alt')[]) =>
  commandOf({
    key,
    shiftKey: held.includes('shift'),
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    altKey: held.includes('alt'),
  });

describe('the keys of the review', () => {
  it('move by letters and by arrows', () => {
    expect([press('j'), press('ArrowDown'), press('k'), press('ArrowUp')]).toEqual([
      'down',
      'down',
      'up',
      'up',
    ]);
  });

  it('decide', () => {
    expect(['1', '2', 'e', 's', 'n', ' '].map((key) => press(key))).toEqual([
      'take-salesforce',
      'take-voyage',
      'type',
      'skip',
      'next-undecided',
      'select',
    ]);
  });

  it('undo and redo as every other program does', () => {
    expect(press('u')).toBe('undo');
    expect(press('z', 'ctrl')).toBe('undo');
    expect(press('z', 'meta')).toBe('undo');
    expect(press('Z', 'ctrl', 'shift')).toBe('redo');
    expect(press('y', 'ctrl')).toBe('redo');
  });

  it('extend with shift, and find a slash or a question mark wherever the layout puts it', () => {
    expect(press('ArrowDown', 'shift')).toBe('extend-down');
    expect(press('K', 'shift')).toBe('extend-up');
    expect(press('?', 'shift')).toBe('keys');
    expect(press('/', 'shift')).toBe('search');
  });

  it('leave the keys of the system alone', () => {
    expect(press('1', 'alt')).toBeNull();
    expect(press('s', 'ctrl')).toBeNull();
    expect(press('S', 'shift')).toBeNull();
    expect(press('Tab')).toBeNull();
  });

  it('reach every command', () => {
    const keys = ['j', 'k', 'PageDown', 'PageUp', 'Home', 'End', 'n', '1', '2', 'e', 's', 'u'];
    const rest = [' ', 'a', '/', 'p', '?', 'Escape'];
    const reached = new Set([
      ...[...keys, ...rest].map((key) => press(key)),
      press('y', 'ctrl'),
      press('j', 'shift'),
      press('k', 'shift'),
    ]);
    expect(COMMANDS.filter((command) => !reached.has(command))).toEqual([]);
  });
});
