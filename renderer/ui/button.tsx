import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly variant?: 'plain' | 'primary' | 'bare' | 'danger' | 'danger-fill';
  readonly size?: 's' | 'm' | 'l';
  readonly icon?: IconName;
  /** Shows the icon alone; `aria-label` is then needed. */
  readonly isIconOnly?: boolean;
  /**
   * A closed door: it stays in the tab order and says it is closed. Name the element that holds the
   * reason in `aria-describedby`.
   */
  readonly isOff?: boolean;
  /** The key that does the same, shown on the button. */
  readonly keyCap?: string | undefined;
  readonly 'data-test'?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children?: ReactNode;
}

export function Button({
  variant = 'plain',
  size = 'm',
  icon,
  isIconOnly = false,
  isOff = false,
  keyCap,
  className,
  onClick,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const classes = ['button', variant, size, isIconOnly ? 'only-icon' : '', className ?? ''];
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      className={classes.filter((name) => name !== '' && name !== 'plain').join(' ')}
      aria-disabled={isOff ? true : undefined}
      onClick={press}
    >
      {icon !== undefined && <Icon name={icon} />}
      {!isIconOnly && children}
      {keyCap !== undefined && <kbd aria-hidden="true">{keyCap}</kbd>}
    </button>
  );
}
