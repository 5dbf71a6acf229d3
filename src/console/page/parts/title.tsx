import { useEffect } from 'react';

/** What the tab says, also while it is in the background. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Tunewright`;
  }, [title]);
}
