import { useEffect } from 'react';
import { useLocation } from 'wouter';

const stored = 'tunewright-keys';
const pages: Readonly<Record<string, string>> = {
  m: '/models',
  r: '/runs',
  c: '/compare',
  e: '/endpoints',
  s: '/settings',
};

/** Keys without Ctrl get in the way of some who dictate: they can be switched off. */
export const keysAreOn = (): boolean => localStorage.getItem(stored) !== 'off';
export const switchKeys = (on: boolean): void => localStorage.setItem(stored, on ? 'on' : 'off');

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, dialog *');

/** `/` goes to the search, `g` and then a letter to a page. */
export function useKeys(): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    let before = '';
    const press = (event: KeyboardEvent): void => {
      if (!keysAreOn() || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const page = before === 'g' ? pages[event.key] : undefined;
      before = event.key;
      if (page !== undefined) navigate(page);
      if (event.key !== '/') return;
      const search = document.querySelector<HTMLInputElement>('input[type=search]');
      if (search === null) return;
      event.preventDefault();
      search.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate]);
}
