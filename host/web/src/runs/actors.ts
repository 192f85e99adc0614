import { dictionary, type TextKey } from '../texts/dictionary';
import type { Texts } from '../texts/TextsContext';

/** Who did something: a person by name, and what is no person in words. */
export function actorName(name: string | null | undefined, t: Texts['t']): string {
  const key = `actor.${name}` as TextKey;
  return key in dictionary ? t(key) : name ?? '';
}
