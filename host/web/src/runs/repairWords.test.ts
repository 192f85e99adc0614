import { expect, it } from 'vitest';
import { dictionary } from '../texts/dictionary';
import { fill, pick } from '../texts/language';
import { mendedDetail, repairDetail } from './repairWords';

const words = {
  t: (key: keyof typeof dictionary, values?: Record<string, string | number>) => fill(pick(dictionary[key], 'en'), values),
  nameOf: (id: string) => ({ A: 'Approve', B: 'Pay out' })[id] ?? id,
};

it.each([
  ['retry 01a2.1', 'Try again'],
  ['retry 01a2.1 the supplier is back', 'Try again (the supplier is back)'],
  ['editVariable parcels', 'Change a value: parcels'],
  ['move A > B wrong way', 'Go on elsewhere: Approve → Pay out (wrong way)'],
  ['cancelActivity A', 'Stop this branch: Approve'],
  ['skip A Done', 'Skip: Approve (Done)'],
  ['unheardOf', 'unheardOf'],
])('%s is told as %s', (detail, said) => expect(repairDetail(detail, words)).toBe(said));

it('tells how an incident was mended without its number', () =>
  expect([mendedDetail('01a2.1 retry', words), mendedDetail('01a2.1 confirmed', words)]).toEqual(['Try again', 'confirmed']));
