import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { CallError } from '../data/fetch.js';
import { cache } from '../data/queries.js';
import { signIn } from '../data/session.js';
import { Button } from '../parts/actions/button.js';
import { TextField } from '../parts/field.js';
import layout from '../parts/layout.module.css';
import { useTitle } from '../parts/title.js';
import { LanguageChoice, ThemeChoice } from '../shell/preferences.js';
import { useWords } from '../words/words.js';
import styles from './login.module.css';

export function Login(): ReactNode {
  const { t } = useWords();
  useTitle(t.login.title);
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const [token, setToken] = useState('');
  const signing = useMutation({
    mutationFn: () => signIn(token.trim()),
    onSuccess: () => {
      cache.clear();
      navigate(ownPath(parameters.get('next')), { replace: true });
    },
  });
  const { error } = signing;
  const refused = error instanceof CallError && error.status === 401;
  return (
    <main className={`${styles.login} ${layout.stack}`}>
      <h1>Tunewright</h1>
      <p>{t.login.where}</p>
      <form
        className={layout.card}
        onSubmit={(event) => {
          event.preventDefault();
          signing.mutate();
        }}
      >
        <TextField
          label={t.login.token}
          type="password"
          autoComplete="current-password"
          required
          autoFocus
          value={token}
          onChange={({ target }) => setToken(target.value)}
          problem={error === null ? undefined : refused ? t.login.refused : error.message}
        />
        <div>
          <Button type="submit" look="main" disabled={signing.isPending}>
            {t.login.signIn}
          </Button>
        </div>
      </form>
      <p className={layout.muted}>{t.login.restarted}</p>
      <div className={styles.choices}>
        <LanguageChoice />
        <ThemeChoice />
      </div>
    </main>
  );
}

/** Only a path of this page: the address comes from the address bar. */
const ownPath = (next: string | null): string => (next !== null && /^\/[^/\\]/.test(next) ? next : '/models');
