import { expect, it } from 'vitest';
import { dictionary, type TextKey } from '../texts/dictionary';
import type { Run } from './server';
import { titleOf } from './titles';

const zh = (key: TextKey) => dictionary[key][1];
const run = (more: Partial<Run>) => ({ id: 'r0123456789', definitionId: 'complaint', ...more }) as Run;

it('calls the kind of thing in a key by the reader\'s word', () => {
  expect(titleOf(run({ businessKey: 'order O000001' }), zh)).toBe('订单 O000001');
  expect(titleOf(run({ businessKey: 'customer C00001' }), zh)).toBe('客户 C00001');
});

it('leaves a key as it is that begins with nothing known, and a name that somebody gave', () => {
  expect(titleOf(run({ businessKey: 'warehouse 2026-11-27' }), zh)).toBe('warehouse 2026-11-27');
  expect(titleOf(run({ businessKey: 'order' }), zh)).toBe('order');
  expect(titleOf(run({ name: 'order of the day', businessKey: 'x' }), zh)).toBe('order of the day');
});

it('calls a run without a key by the end of its number', () => {
  expect(titleOf(run({ businessKey: 'r0123456789' }), zh)).toBe('…23456789');
});
