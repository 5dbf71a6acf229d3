const stored = 'tunewright-reloaded';
const millisecondsBetween = 10_000;

/** A tab that was open before a newer console came knows parts of the page that are no longer there: it is loaded anew, and not in a circle. */
export function reloadOnce(): void {
  const before = Number(sessionStorage.getItem(stored) ?? 0);
  if (Date.now() - before < millisecondsBetween) return;
  sessionStorage.setItem(stored, String(Date.now()));
  location.reload();
}
