export type Language = 'en' | 'zh';

/** One text in every language there is: English first, Chinese second. */
export type Text = readonly [en: string, zh: string];

const kept = 'workflows.language';

/** What the reader chose, else what the browser asks for. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'en' || chosen === 'zh') {
    return chosen;
  }
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(kept, language);
}

export function pick(text: Text, language: Language): string {
  return language === 'zh' ? text[1] : text[0];
}

const place = /\{(\w+)(?: ([^|{}]+)\|([^|{}]+))?\}/g;

/** Puts values into the {named} places of a text; {n task|tasks} is one task or so many tasks. Large numbers have their thousands apart. */
export function fill(text: string, values?: Record<string, string | number>): string {
  return values ? text.replace(place, (whole, name: string, one?: string, many?: string) => {
    const given = values[name] ?? whole;
    const value = typeof given === 'number' && given >= 10_000 ? given.toLocaleString('en-GB') : String(given);
    return one === undefined ? value : `${value} ${value === '1' ? one : many}`;
  }) : text;
}
