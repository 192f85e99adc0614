import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { formatsFor, type Formats } from './formats';
import { dictionary, type TextKey } from './dictionary';
import { fill, firstLanguage, keepLanguage, pick, type Language } from './language';

/** A text that the server holds in both languages; plain where it has only one. */
export type LocalText = string | { en?: string | null; zh?: string | null } | null | undefined;

export interface Texts extends Formats {
  language: Language;
  setLanguage(language: Language): void;
  t(key: TextKey, values?: Record<string, string | number>): string;
  /** The reader's language of a text from the server, else the other one. */
  local(text: LocalText): string;
}

const TextsContext = createContext<Texts | null>(null);

export function localOf(text: LocalText, language: Language): string {
  if (text === null || text === undefined || typeof text === 'string') {
    return text ?? '';
  }
  return (language === 'zh' ? text.zh || text.en : text.en || text.zh) ?? '';
}

export function TextsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const texts = useMemo<Texts>(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    return {
      ...formatsFor(language),
      language,
      setLanguage: (next) => {
        keepLanguage(next);
        setLanguage(next);
      },
      t: (key, values) => fill(pick(dictionary[key], language), values),
      local: (text) => localOf(text, language),
    };
  }, [language]);
  return <TextsContext value={texts}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) {
    throw new Error('useTexts outside of TextsProvider');
  }
  return texts;
}
