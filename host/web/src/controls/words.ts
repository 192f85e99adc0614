import { dictionary, type TextKey } from '../texts/dictionary';
import type { Texts } from '../texts/TextsContext';

/** A word that says the same wherever it stands. */
export function wordOf(name: string, t: Texts['t']): string | undefined {
  const key = `word.${name}` as TextKey;
  return key in dictionary ? t(key) : undefined;
}
