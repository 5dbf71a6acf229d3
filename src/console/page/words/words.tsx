import type { ReactNode } from 'react';
import { createContext, use, useEffect, useMemo, useState } from 'react';
import type { Messages } from './en.js';
import { en } from './en.js';
import { formats } from './formats.js';
import type { Formats } from './formats.js';

export const languages = { en: 'English', es: 'Español' } as const;
export type Language = keyof typeof languages;

interface Words extends Formats {
  /** Every text of the page, in the language that was chosen. */
  readonly t: Messages;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const stored = 'tunewright-language';
const isLanguage = (value: string | null | undefined): value is Language => value === 'en' || value === 'es';

/** Chosen by hand, else the first of the browser's languages that there is. */
function firstLanguage(): Language {
  const chosen = localStorage.getItem(stored);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** Spanish is loaded only where it is read. */
const load = async (language: Language): Promise<Messages> => (language === 'es' ? (await import('./es.js')).es : en);

const Context = createContext<Words | null>(null);

export function WordsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [messages, setMessages] = useState<{ language: Language; t: Messages } | null>(
    // English is there at once.
    language === 'en' ? { language, t: en } : null,
  );
  useEffect(() => {
    let current = true;
    void load(language).then((t) => {
      if (!current) return;
      document.documentElement.lang = language;
      setMessages({ language, t });
    });
    return () => {
      current = false;
    };
  }, [language]);
  const words = useMemo(
    () =>
      messages === null
        ? null
        : {
            ...formats(messages.language, messages.t),
            t: messages.t,
            language: messages.language,
            setLanguage: (chosen: Language) => {
              localStorage.setItem(stored, chosen);
              setLanguage(chosen);
            },
          },
    [messages],
  );
  return words === null ? null : <Context value={words}>{children}</Context>;
}

export function useWords(): Words {
  const words = use(Context);
  if (words === null) throw new Error('No words: a component outside of WordsProvider');
  return words;
}
