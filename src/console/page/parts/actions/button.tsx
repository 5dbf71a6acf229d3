import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './button.module.css';

type Look = 'plain' | 'main' | 'danger' | 'quiet';

const classOf = (look: Look): string => `${styles.button} ${look === 'plain' ? '' : styles[look]}`;

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  readonly look?: Look;
  /** What it costs to press: part of the button that spends, behind its name. */
  readonly price?: string | undefined;
  readonly icon?: ReactNode;
}

export function Button({ look = 'plain', price, icon, children, type = 'button', ...rest }: ButtonProps): ReactNode {
  return (
    <button {...rest} type={type} className={classOf(look)}>
      {icon}
      <span>{children}</span>
      {price === undefined ? null : <span className={styles.price}>· {price}</span>}
    </button>
  );
}

interface LinkButtonProps {
  readonly to: string;
  readonly look?: Look;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly 'aria-label'?: string;
}

export const LinkButton = ({ to, look = 'plain', icon, children, ...rest }: LinkButtonProps): ReactNode => (
  <Link to={to} className={classOf(look)} {...rest}>
    {icon}
    <span>{children}</span>
  </Link>
);
