/** What was looked at, how it stands, and what to do about it. Plain JSON. */
export interface Finding {
  /** What it is about, such as `worker` or `bucket`. */
  readonly about: string;
  /** `fault`: runs do not work like this; `warning`: they do, with a loss; `unknown`: it could not be looked at. */
  readonly state: 'ok' | 'warning' | 'fault' | 'unknown';
  readonly text: string;
  /** How to mend it; null where there is nothing to do. */
  readonly mend: string | null;
}

export const ok = (about: string, text: string): Finding => ({ about, state: 'ok', text, mend: null });
export const fault = (about: string, text: string, mend: string): Finding => ({ about, state: 'fault', text, mend });
export const warning = (about: string, text: string, mend: string): Finding => ({
  about,
  state: 'warning',
  text,
  mend,
});
export const unknown = (about: string, text: string, mend: string | null = null): Finding => ({
  about,
  state: 'unknown',
  text,
  mend,
});
