/**
 * Keys of the frame and of screens. A screen says its keys with `useKeys`; `?` lists all that are
 * there. While one types in a field, or a dialog is open, only what is meant for there is heard.
 */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export interface KeyBinding {
  /** As `KeyboardEvent.key`, with 'mod+' (Ctrl, on a Mac Command) or 'shift+' before it. */
  readonly key: string;
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Heard in fields too. */
  readonly isForFields?: boolean;
}

interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

interface KeyBoard {
  readonly groups: ReadonlyMap<symbol, KeyGroup>;
}

export const useKeyBoard = create<KeyBoard>()(() => ({ groups: new Map() }));

/** Hears these keys while the part is mounted. The newest part that binds a key gets it. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const id = useRef<symbol>(null);
  useEffect(() => {
    id.current ??= Symbol(title);
    const mine = id.current;
    useKeyBoard.setState(({ groups }) => ({
      groups: new Map(groups).set(mine, { title, bindings }),
    }));
  }, [title, bindings]);
  useEffect(
    () => () => {
      useKeyBoard.setState(({ groups }) => {
        const left = new Map(groups);
        if (id.current !== null) left.delete(id.current);
        return { groups: left };
      });
    },
    [],
  );
}

/** Starts to hear; the answer stops it. */
export function hearKeys(): () => void {
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const binding = findBinding(
      [...useKeyBoard.getState().groups.values()].reverse(),
      event,
      placeOf(event.target),
    );
    if (binding === null) return;
    event.preventDefault();
    binding.run(event);
  };
  window.addEventListener('keydown', hear);
  return () => {
    window.removeEventListener('keydown', hear);
  };
}

export type KeyPlace = 'page' | 'button' | 'field' | 'dialog';

type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export function findBinding(
  groups: readonly KeyGroup[],
  pressed: PressedKey,
  place: KeyPlace,
): KeyBinding | null {
  if (place === 'dialog') return null;
  if (place === 'button' && (pressed.key === ' ' || pressed.key === 'Enter')) return null;
  for (const group of groups) {
    const found = group.bindings.find(
      (binding) =>
        matches(binding.key, pressed) && (place !== 'field' || binding.isForFields === true),
    );
    if (found !== undefined) return found;
  }
  return null;
}

function matches(wanted: string, pressed: PressedKey): boolean {
  const parts = wanted === '+' ? ['+'] : wanted.split('+');
  const key = parts.at(-1) ?? '';
  if (pressed.altKey || pressed.key.toLowerCase() !== key.toLowerCase()) return false;
  if (parts.includes('mod') !== (pressed.ctrlKey || pressed.metaKey)) return false;
  const isTypedWithShift = key.length === 1 && !/[a-z ]/i.test(key);
  return isTypedWithShift || parts.includes('shift') === pressed.shiftKey;
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('dialog, [role="dialog"], [role="menu"]') !== null) return 'dialog';
  const field = target.closest('input, textarea, select, [contenteditable="true"]');
  if (field !== null) {
    const isTick =
      field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');
    return isTick ? 'button' : 'field';
  }
  return target.closest('button, a, summary') === null ? 'page' : 'button';
}
