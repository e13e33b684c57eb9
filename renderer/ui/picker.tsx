import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import { SearchField } from './field.tsx';

export interface PickerItem {
  readonly value: string;
  readonly label: string;
  readonly note: string;
  readonly isQuiet: boolean;
}

const SEARCH_AFTER_MS = 200;

/** One of a list too long to show: a button that opens a search with its results beneath. */
export function Picker({
  label,
  searchLabel,
  clearLabel,
  value,
  valueNote,
  placeholder,
  mark,
  find,
  onPick,
  texts,
  isOff = false,
  'data-test': test,
}: {
  label: string;
  searchLabel: string;
  clearLabel: string;
  value: string | null;
  valueNote: string | null;
  placeholder: string;
  mark: ReactNode;
  /** Null when the search failed. */
  find: (query: string) => Promise<readonly PickerItem[] | null>;
  onPick: (item: PickerItem) => void;
  texts: { searching: string; noneFound: (query: string) => string; found: (n: number) => string };
  isOff?: boolean;
  'data-test'?: string;
}) {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  const close = (isFocusKept: boolean) => {
    setIsOpen(false);
    if (isFocusKept) button.current?.focus();
  };

  return (
    <div
      className="picker labelled"
      ref={root}
      onBlur={(event) => {
        if (!root.current?.contains(event.relatedTarget)) close(false);
      }}
    >
      <span className="label" id={`${id}-label`}>
        {label}
      </span>
      <button
        ref={button}
        type="button"
        className="field l"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        id={`${id}-button`}
        aria-labelledby={`${id}-label ${id}-button`}
        aria-disabled={isOff ? true : undefined}
        data-test={test}
        onClick={() => {
          if (!isOff) setIsOpen((before) => !before);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && !isOff) {
            event.preventDefault();
            setIsOpen(true);
          }
        }}
      >
        {mark}
        <span className={value === null ? 'clip grow mut' : 'clip grow strong'}>
          {value ?? placeholder}
        </span>
        {valueNote !== null && (
          <>
            {' '}
            <span className="n mut">{valueNote}</span>
          </>
        )}
        <Icon name="down" />
      </button>
      {isOpen && (
        <PickerList
          searchLabel={searchLabel}
          clearLabel={clearLabel}
          current={value}
          find={find}
          texts={texts}
          onClose={() => {
            close(true);
          }}
          onPick={(item) => {
            close(true);
            onPick(item);
          }}
        />
      )}
    </div>
  );
}

function PickerList({
  searchLabel,
  clearLabel,
  current,
  find,
  texts,
  onClose,
  onPick,
}: {
  searchLabel: string;
  clearLabel: string;
  current: string | null;
  find: (query: string) => Promise<readonly PickerItem[] | null>;
  texts: { searching: string; noneFound: (query: string) => string; found: (n: number) => string };
  onClose: () => void;
  onPick: (item: PickerItem) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [query, setQuery] = useState('');
  const [items, setItems] = useState<readonly PickerItem[] | null>(null);
  const [at, setAt] = useState(0);
  const search = useRef(find);

  useEffect(() => {
    input.current?.focus();
  }, []);
  useEffect(() => {
    let isMeant = true;
    const timer = setTimeout(
      () => {
        void search.current(query.trim()).then((found) => {
          if (!isMeant) return;
          setItems(found ?? []);
          setAt(0);
        });
      },
      query === '' ? 0 : SEARCH_AFTER_MS,
    );
    return () => {
      isMeant = false;
      clearTimeout(timer);
    };
  }, [query]);

  const move = (to: number) => {
    const last = (items?.length ?? 0) - 1;
    const next = Math.max(0, Math.min(last, to));
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const item = items?.[at];
      if (item !== undefined) onPick(item);
    }
  };

  return (
    <div className="picker-list" onKeyDown={onKeyDown}>
      <SearchField
        ref={input}
        label={searchLabel}
        clearLabel={clearLabel}
        value={query}
        onChange={setQuery}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={items?.[at] === undefined ? undefined : `${id}-${at}`}
        autoComplete="off"
        data-test="picker-search"
      />
      <p className="sr" role="status">
        {items === null ? texts.searching : texts.found(items.length)}
      </p>
      <ul id={`${id}-list`} role="listbox" aria-label={searchLabel} ref={list}>
        {items?.map((item, index) => (
          <li
            key={item.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            data-test="picker-option"
            className={item.isQuiet ? 'item mut' : 'item'}
            onPointerMove={() => {
              setAt(index);
            }}
            onPointerDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              onPick(item);
            }}
          >
            <span className="grow">
              <span className="clip block">{item.label}</span>
              <small className="mut n clip block">{item.note}</small>
            </span>
            {item.label === current && <Icon name="tick" />}
          </li>
        ))}
      </ul>
      {items?.length === 0 && <p className="none mut">{texts.noneFound(query.trim())}</p>}
    </div>
  );
}
