import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Language } from '../words/words.js';
import { languages, useWords } from '../words/words.js';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const stored = 'tunewright-theme';

function currentTheme(): Theme {
  const theme = localStorage.getItem(stored);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function show(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(stored);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(stored, theme);
    document.documentElement.dataset.theme = theme;
  }
  // The canvases of the curves have no style sheet: they draw again.
  window.dispatchEvent(new Event('themechange'));
}

export function ThemeChoice(): ReactNode {
  const { t } = useWords();
  const [theme, setTheme] = useState(currentTheme);
  return (
    <select
      aria-label={t.shell.theme}
      value={theme}
      onChange={({ target }) => {
        const chosen = target.value as Theme;
        show(chosen);
        setTheme(chosen);
      }}
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {t.shell.themes[name]}
        </option>
      ))}
    </select>
  );
}

export function LanguageChoice(): ReactNode {
  const { t, language, setLanguage } = useWords();
  return (
    <select
      aria-label={t.shell.language}
      value={language}
      onChange={({ target }) => setLanguage(target.value as Language)}
    >
      {Object.entries(languages).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}
