import type { TextKey } from '../../texts/dictionary';
import { dictionary } from '../../texts/dictionary';
import type { Texts } from '../../texts/TextsContext';

type Say = Pick<Texts, 't'>;

const key = (stem: string, name: string) => `${stem}.${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}` as TextKey;

/** The outcomes that activities share have words; those that a definition names itself are shown as they are. */
export function outcomeName(name: string, { t }: Say): string {
  const known = key('port', name);
  return known in dictionary ? t(known) : name;
}

export function categoryName(name: string, { t }: Say): string {
  const known = key('category', name);
  return known in dictionary ? t(known) : name || t('category.other');
}
