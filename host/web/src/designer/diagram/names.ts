import type { TextKey } from '../../texts/dictionary';
import { dictionary } from '../../texts/dictionary';
import type { Activity } from '../graph/definition';
import type { Texts } from '../../texts/TextsContext';

type Say = Pick<Texts, 't'>;

const key = (stem: string, name: string) => `${stem}.${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}` as TextKey;

/** An outcome as its activity names it in Chinese; those that activities share have words, others are shown as they are. */
export function outcomeName(name: string, { t, language }: Say & Pick<Texts, 'language'>, activity?: Activity): string {
  const own = language === 'zh' ? activity?.metadata?.outcomesZh?.[name] : undefined;
  if (own) {
    return own;
  }
  const known = key('port', name);
  return known in dictionary ? t(known) : name;
}

/** The outcome that a text begins with, as people call it, and the rest of the text: an activity's own may be of several words. */
export function outcomeIn(text: string, texts: Say & Pick<Texts, 'language'>, activity?: Activity): [name: string, rest: string] {
  const own = Object.keys(activity?.metadata?.outcomesZh ?? {}).filter((name) => `${text} `.startsWith(`${name} `));
  const outcome = own.sort((a, b) => b.length - a.length)[0] ?? text.split(' ', 1)[0]!;
  return [outcomeName(outcome, texts, activity), text.slice(outcome.length + 1)];
}

export function categoryName(name: string, { t }: Say): string {
  const known = key('category', name);
  return known in dictionary ? t(known) : name || t('category.other');
}
