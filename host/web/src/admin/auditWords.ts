import { millisecondsOf } from '../controls/data';
import { dictionary, type TextKey } from '../texts/dictionary';
import type { LocalText, Texts } from '../texts/TextsContext';

type Words = Pick<Texts, 't' | 'local' | 'date' | 'span'>;
type Said = (parts: string[], texts: Words) => string;

const known = (key: string, t: Texts['t']): string | undefined => (key in dictionary ? t(key as TextKey) : undefined);

/** What was done, as people call it. */
export const deedName = (action: string, t: Texts['t']): string => known(`deed.${action}`, t) ?? action;

const rolesIn = (text: string, t: Texts['t']) =>
  text.split(',').map((role) => known(`role.${role.trim()}`, t) ?? role.trim()).filter(Boolean).join(', ');

const required = (word: string) => (word === 'required' ? 'audit.required' as const : 'audit.notRequired' as const);

/** How the product writes the details of a deed, and how they are said; what people wrote stands as they wrote it. */
const details: [deed: RegExp, detail: RegExp, said: Said][] = [
  [/./, /^version (\d+)$/, ([n = ''], { t }) => t('audit.version', { n })],
  [/account$/, /^([a-z, -]*)(; password set)?$/, ([roles = '', password], { t }) =>
    [rolesIn(roles, t), password && t('audit.passwordSet')].filter(Boolean).join('; ')],
  [/^make key$/, /^(.*): ([a-z, -]*)$/, ([name = '', roles = ''], { t }) => `${name}: ${rolesIn(roles, t)}`],
  [/^test connection$/, /^(.*)\n(.*)$/s, ([en = '', zh = ''], { local }) => local({ en, zh })],
  [/^set parameters$/, /^(.+)$/s, ([values = ''], { t, span }) => values.replace(/(?<== )-?P[\dDTHMS.]+(?=,|$)/g, (length) => {
    const milliseconds = millisecondsOf(length);
    return milliseconds === undefined ? length : span(milliseconds);
  }).replace(/(?<== )–(?=,|$)/g, t('audit.asInFile'))],
  [/^name substitute$/, /^(.*), (\d{4}-\d\d-\d\d) – (\d{4}-\d\d-\d\d)$/, ([who = '', from = '', until = ''], { date }) =>
    `${who}, ${date(from)} – ${date(until)}`],
  [/^act as substitute$/, /^(\w+) for (.*)$/, ([verb = '', person = ''], { t }) =>
    t('audit.actedFor', { verb: known(`audit.verb.${verb}`, t) ?? verb, person })],
  [/^set reviews$/, /^definitions: (.*), rules: (.*)$/, ([definitions = '', rules = ''], { t }) =>
    t('audit.reviews', { definitions: t(required(definitions)), rules: t(required(rules)) })],
  [/^repair runs?$/, /^([a-z-]+): (.*)$/s, ([action = '', reason], { t }) =>
    [known(`repair.${action}`, t) ?? action, reason].filter(Boolean).join(': ')],
];

/** The details of a line of the log in the reader's words. */
export function detailOf(action: string, detail: string | null | undefined, words: LocalText, texts: Words): string {
  const text = detail ?? '';
  const said = texts.local(words) || known(`audit.said.${text}`, texts.t);
  if (said !== undefined) {
    return said;
  }
  const found = details.find(([deed, form]) => deed.test(action) && form.test(text));
  return found ? found[2](found[1].exec(text)!.slice(1), texts) : text;
}

/** What a deed was done to: counted things in the reader's words, else its name. */
export function targetOf(target: string, { t }: Pick<Texts, 't'>): string {
  const [whole, n, task] = /^(?:(\d+) runs|task (.+))$/.exec(target) ?? [];
  return whole === undefined ? known(`audit.target.${target}`, t) ?? target
    : n ? t('audit.runs', { n }) : t('audit.task', { id: task ?? '' });
}
