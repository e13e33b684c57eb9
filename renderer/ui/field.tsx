import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { useId } from 'react';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';

interface FieldInput extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'value' | 'size' | 'prefix'
> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
  readonly 'data-test'?: string;
}

export interface TextFieldProps extends FieldInput {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value, in a sentence; null when nothing is. */
  readonly wrong?: string | null;
  readonly prefix?: string;
}

export function TextField({
  label,
  hint,
  wrong = null,
  prefix,
  value,
  onChange,
  ...rest
}: TextFieldProps) {
  const id = useId();
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      <div className="field l">
        {prefix !== undefined && <span className="mut">{prefix}</span>}
        <input
          {...rest}
          id={id}
          value={value}
          aria-invalid={wrong !== null}
          aria-describedby={wrong !== null || hint !== undefined ? `${id}-more` : undefined}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      </div>
      {wrong !== null ? (
        <span className="wrong" id={`${id}-more`}>
          <Mark name="failed" />
          {wrong}
        </span>
      ) : (
        hint !== undefined && (
          <span className="hint" id={`${id}-more`}>
            {hint}
          </span>
        )
      )}
    </div>
  );
}

export interface SearchFieldProps extends FieldInput {
  readonly label: string;
  readonly clearLabel: string;
  readonly keyCap?: string;
}

export function SearchField({
  label,
  clearLabel,
  keyCap,
  value,
  onChange,
  ...rest
}: SearchFieldProps) {
  return (
    <div className="field search">
      <Icon name="search" />
      <input
        {...rest}
        type="search"
        aria-label={label}
        placeholder={rest.placeholder ?? label}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {value === '' ? (
        keyCap !== undefined && <kbd aria-hidden="true">{keyCap}</kbd>
      ) : (
        <button
          type="button"
          className="button bare s only-icon"
          aria-label={clearLabel}
          onClick={() => {
            onChange('');
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
