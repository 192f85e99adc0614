import { dictionary, type TextKey } from '../texts/dictionary';
import type { Language } from '../texts/language';
import type { Texts } from '../texts/TextsContext';

const known = (stem: string, name: string) => `${stem}.${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}` as TextKey;

function named(stem: string, name: string, t: Texts['t']): string {
  const key = known(stem, name);
  return key in dictionary ? t(key) : name;
}

/** Names that facts bring: those that are common have words, others are shown as they are. */
export const postName = (name: string | null | undefined, { t }: Pick<Texts, 't'>) => (name ? named('post', name, t) : '—');

export const skillName = (name: string, { t }: Pick<Texts, 't'>) => named('skill', name, t);

/** A duty that its sheet has in both languages, one behind the other, in the reader's. */
export function dutyIn(duty: string, language: Language): string {
  const parts = /^([ -~]*[!-~]) +([^ -~].*)$/.exec(duty);
  return parts ? parts[language === 'zh' ? 2 : 1]! : duty;
}
