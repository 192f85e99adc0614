import { describe, expect, it } from 'vitest';
import { areWords, endOfNumber, millisecondsOf, readJson, rowsOf, sentence } from './data';
import { typeCalled, typeLike, usualOf, type FactType } from './factTypes';

const type = (name: string, key: string, ...others: string[]): FactType => ({
  name, label: name,
  fields: [key, ...others].map((field) => ({ name: field, type: 'string', isKey: field === key, label: field, values: [] })),
});
const types = [
  type('Refund', 'id', 'orderId', 'kind', 'amount', 'paidAt'), type('ReturnRequest', 'id', 'orderId', 'kind', 'amount'),
  type('PayLine', 'staffId', 'kind'), type('OrderLine', 'orderId', 'sku'), type('PayDispute', 'id', 'claim', 'state', 'answer', 'by'),
];

describe('the type of something without a type\'s name', () => {
  it('is the one with all its fields and the fewest others', () => {
    expect(typeLike(types, ['orderId', 'id', 'kind', 'amount'])?.name).toBe('ReturnRequest');
    expect(typeLike(types, ['orderId', 'id', 'kind', 'amount', 'paidAt'])?.name).toBe('Refund');
    expect(typeLike(types, ['id', 'claim', 'state'])?.name).toBe('PayDispute');
  });
  it('is none where a field is unknown, the key is missing or too little is known', () => {
    expect(typeLike(types, ['id', 'claim', 'colour'])).toBeUndefined();
    expect(typeLike(types, ['claim', 'state', 'answer'])).toBeUndefined();
    expect(typeLike(types, ['id', 'claim'])).toBeUndefined();
  });
  it('is found by the end of its name where only one ends so', () => {
    expect(typeCalled(types, 'dispute')?.name).toBe('PayDispute');
    expect(typeCalled(types, 'line')).toBeUndefined();
  });
});

describe('what most call it', () => {
  it('is more than half, of two at least', () => {
    expect([['a', 'b', 'a'], ['a', 'b'], [], ['a'], ['a', 'a']].map(usualOf)).toEqual(['a', undefined, undefined, undefined, 'a']);
  });
});

describe('things of the same kind', () => {
  it('make a table when their values are short', () => {
    expect(rowsOf([{ a: 1, b: 2 }, { a: 3 }])).toHaveLength(2);
    expect(rowsOf([{ a: 1 }])).toBeNull();
    expect(rowsOf([{ a: { b: 1 } }, { a: { b: 2 } }])).toBeNull();
    expect(rowsOf([{ en: 'x', zh: 'y' }, { en: 'x', zh: 'y' }])).toBeNull();
    expect(rowsOf([{ type: 'T', fact: { a: 1 } }, { type: 'T', fact: { a: 1 } }])).toBeNull();
    expect(rowsOf(['a', 'b'])).toBeNull();
  });
});

describe('words and lengths of time', () => {
  it('are read from how programs write them', () => {
    expect(sentence('falsePositives')).toBe('False positives');
    expect(['PT4H', 'P1DT30M', '-PT5S', 'P', 'PT', 'Paid', 'P3M'].map(millisecondsOf))
      .toEqual([14_400_000, 88_200_000, -5000, undefined, undefined, undefined, undefined]);
  });
});

it('shows a number of the product by its end, and nothing else', () => {
  expect(['01a21e6499667d2292cbaf6a405f6f2d', '01a21e6499667d2292cbaf6a405f6f2d.12', 'O012120', '9'.repeat(20)].map(endOfNumber))
    .toEqual(['…405f6f2d', '…405f6f2d.12', undefined, undefined]);
});

it('tells short words, which stand beside one another, from texts that need a line each', () => {
  expect(areWords(['O000001', 'O000002'])).toBe(true);
  expect(areWords([2025, 2026])).toBe(true);
  expect(areWords(['O000001'])).toBe(false);
  expect(areWords(['O000001', '没有赠品，但在包裹里放一张写着下次满减金额的卡片'])).toBe(false);
  expect(areWords([{ id: 1 }, { id: 2 }])).toBe(false);
});

it('reads what a text holds as JSON, and leaves every other text', () => {
  expect(readJson('{"order": "O1", "amount": 5}')).toEqual({ order: 'O1', amount: 5 });
  expect(readJson('[1, 2]')).toEqual([1, 2]);
  expect(['{not json}', '[备注] 客户不在家', '12', '"x"'].map(readJson)).toEqual(['{not json}', '[备注] 客户不在家', '12', '"x"']);
  expect(readJson({ a: 1 })).toEqual({ a: 1 });
});
