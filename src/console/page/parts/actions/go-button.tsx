import type { ComponentProps, ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from './button.js';

/** A button that leads to another page, for what people take for an action. */
export function GoButton({ to, ...rest }: { readonly to: string } & ComponentProps<typeof Button>): ReactNode {
  const [, navigate] = useLocation();
  return <Button {...rest} onClick={() => navigate(to)} />;
}
