import type { Ref } from 'react';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/**
 * One of a list. The system's own select, so that keyboard and screen reader are the system's; its
 * list is drawn by us where the browser can (styles/select.css). `value` '' shows the placeholder.
 */
export function Select({
  label,
  value,
  options,
  onChange,
  placeholder,
  tone = 'plain',
  size = 'm',
  isOff = false,
  ref,
  'data-test': test,
  'data-part': part,
}: {
  label: string;
  value: string;
  options: readonly SelectOption[];
  onChange: (value: string) => void;
  placeholder?: string;
  tone?: 'plain' | 'ask' | 'quiet';
  size?: 's' | 'm';
  isOff?: boolean;
  ref?: Ref<HTMLSelectElement>;
  'data-test'?: string;
  'data-part'?: string;
}) {
  return (
    <select
      ref={ref}
      className={`select ${tone} ${size}`}
      aria-label={label}
      value={value}
      disabled={isOff}
      data-test={test}
      data-part={part}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    >
      {placeholder !== undefined && (
        <option value="" hidden>
          {placeholder}
        </option>
      )}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
