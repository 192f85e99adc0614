import { dictionary, type TextKey } from '../texts/dictionary';
import type { Texts } from '../texts/TextsContext';

interface Words {
  t: Texts['t'];
  nameOf: (activity: string) => string;
  /** What an activity calls one of its outcomes; the longest that the text begins with, and what is left of the text. */
  outcomeIn: (activity: string, text: string) => [name: string, rest: string];
}

const repairName = (action: string, t: Texts['t']) => {
  const key = `repair.${action.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` as TextKey;
  return key in dictionary ? t(key) : action;
};

const move = /^(\S+) > (\S+)(?: (.*))?$/s;
const aimed = /^(\S+)(?: (.*))?$/s;

/** A repair as the history writes it, "move A > B because", in words: what was done, to what, and why. */
export function repairDetail(detail: string, { t, nameOf, outcomeIn }: Words): string {
  const [, action = '', rest = ''] = /^(\S+) ?(.*)$/s.exec(detail) ?? [];
  const [, from, to, why] = move.exec(rest) ?? [];
  if (action === 'move' && from && to) {
    return told(repairName(action, t), `${nameOf(from)} → ${nameOf(to)}`, why);
  }
  const [, target = '', reason] = aimed.exec(rest) ?? [];
  if (action === 'skip' && reason) {
    const [outcome, why] = outcomeIn(target, reason);
    return told(repairName(action, t), `${nameOf(target)} → ${outcome}`, why);
  }
  // Which incident was tried again stands beside it; its number tells nobody anything.
  return told(repairName(action, t), action === 'retry' ? '' : action === 'editVariable' ? target : nameOf(target), reason);
}

const told = (done: string, what: string, why: string | undefined) =>
  [done, what].filter(Boolean).join(': ') + (why ? ` (${why})` : '');

/** How an incident was mended, without its number. */
export const mendedDetail = (detail: string, { t }: Pick<Words, 't'>): string => {
  const how = detail.slice(detail.indexOf(' ') + 1);
  const key = `mended.${how.replace(' ', '-')}` as TextKey;
  return key in dictionary ? t(key) : repairName(how, t);
};
