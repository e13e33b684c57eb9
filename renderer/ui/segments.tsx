import type { ReactNode } from 'react';

/** A choice of a few, all in sight. */
export function Segments<T extends string>({
  label,
  options,
  value,
  onChange,
  size = 'm',
}: {
  label: string;
  options: readonly { readonly value: T; readonly label: ReactNode; readonly name?: string }[];
  value: T;
  onChange: (value: T) => void;
  size?: 's' | 'm';
}) {
  return (
    <div className={size === 's' ? 'segments s' : 'segments'} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          aria-label={option.name}
          onClick={() => {
            onChange(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
