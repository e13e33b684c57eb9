import type { ReactNode } from 'react';

/** A check with its sentence; without a sentence give `label` for the screen reader. */
export function Check({
  isOn,
  onChange,
  children,
  note,
  label,
  isPartly = false,
  'data-test': test,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children?: ReactNode;
  note?: ReactNode;
  label?: string;
  isPartly?: boolean;
  'data-test'?: string;
}) {
  const input = (
    <input
      type="checkbox"
      className="check"
      checked={isOn}
      aria-label={label}
      data-test={test}
      ref={(element) => {
        if (element !== null) element.indeterminate = isPartly;
      }}
      onChange={(event) => {
        onChange(event.target.checked);
      }}
    />
  );
  if (children === undefined) return input;
  return (
    <label className="option">
      {input}
      <span>
        {children}
        {note !== undefined && <small>{note}</small>}
      </span>
    </label>
  );
}

export function Radio({
  name,
  isOn,
  onChoose,
  children,
  note,
  className,
}: {
  name: string;
  isOn: boolean;
  onChoose: () => void;
  children: ReactNode;
  note?: ReactNode;
  className?: string;
}) {
  return (
    <label className={className === undefined ? 'option' : `option ${className}`}>
      <input type="radio" className="radio" name={name} checked={isOn} onChange={onChoose} />
      <span>
        {children}
        {note !== undefined && <small>{note}</small>}
      </span>
    </label>
  );
}
