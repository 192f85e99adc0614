import { dictionary, type TextKey } from '../texts/dictionary';
import type { Texts } from '../texts/TextsContext';

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const written = /^[a-z][a-z -]{1,40}$/i;

/** A value that facts bring, as people say it: a post, a skill, a state. */
export function saidAs(value: unknown, t: Texts['t']): string | undefined {
  const name = typeof value === 'string' && written.test(value) ? slug(value) : undefined;
  const key = name && ['value', 'post', 'skill'].map((stem) => `${stem}.${name}`).find((one) => one in dictionary);
  return key ? t(key as TextKey) : undefined;
}

/** A word that says the same wherever it stands. */
export function wordOf(name: string, t: Texts['t']): string | undefined {
  const key = `word.${name}` as TextKey;
  return key in dictionary ? t(key) : undefined;
}

/** A unit of rule files in the reader's language; as it is where it has no word of ours. */
export function unitName(unit: string | null | undefined, t: Texts['t']): string | undefined {
  const key = `unit.${unit}` as TextKey;
  return key in dictionary ? t(key) : unit ?? undefined;
}
