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

export function categoryName(name: string, { t }: Say): string {
  const known = key('category', name);
  return known in dictionary ? t(known) : name || t('category.other');
}
