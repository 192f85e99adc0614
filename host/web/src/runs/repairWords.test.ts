import { expect, it } from 'vitest';
import type { Activity } from '../designer/graph/definition';
import { outcomeIn } from '../designer/diagram/names';
import { dictionary } from '../texts/dictionary';
import { fill, pick } from '../texts/language';
import { mendedDetail, repairDetail } from './repairWords';

const english = (key: keyof typeof dictionary, values?: Record<string, string | number>) => fill(pick(dictionary[key], 'en'), values);
const activities: Record<string, Activity> = {
  B: { id: 'B', type: 'Elsa.FlowDecision', version: 1, metadata: { outcomesZh: { Not: '否', 'Not enough': '不足' } } },
};
const words = {
  t: english,
  outcomeIn: (of: string, text: string) => outcomeIn(text, { t: english, language: 'zh' }, activities[of]),
  nameOf: (id: string) => ({ A: 'Approve', B: 'Pay out' })[id] ?? id,
};

it.each([
  ['retry 01a2.1', 'Try again'],
  ['retry 01a2.1 the supplier is back', 'Try again (the supplier is back)'],
  ['editVariable parcels', 'Change a value: parcels'],
  ['move A > B wrong way', 'Go on elsewhere: Approve → Pay out (wrong way)'],
  ['cancelActivity A', 'Stop this branch: Approve'],
  ['skip A Done', 'Skip: Approve → Done'],
  ['skip A True late already', 'Skip: Approve → Yes (late already)'],
  ['skip B Not enough gone', 'Skip: Pay out → 不足 (gone)'],
  ['unheardOf', 'unheardOf'],
])('%s is told as %s', (detail, said) => expect(repairDetail(detail, words)).toBe(said));

it('tells how an incident was mended without its number', () =>
  expect(['retry', 'confirmed', 'cancelled', 'taken over'].map((how) => mendedDetail(`01a2.1 ${how}`, words)))
    .toEqual(['Try again', 'confirmed', 'no longer needed', 'taken over']));
