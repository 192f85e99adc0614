import { describe, expect, it } from 'vitest';
import { nextEntry, namesOf, put, readJson, renamed, withKind, writeJson } from './edits';
import { fits, kindOf, shapeOfType } from './shape';

const now = '2026-11-27T12:00:00+08:00';

describe('a value of another kind', () => {
  it.each([
    ['12', 'number', 12], ['twelve', 'number', 0], [12, 'text', '12'], [{ a: 1 }, 'text', '{"a":1}'],
    ['yes', 'yesNo', true], [0, 'yesNo', false], ['2026-02-01', 'dateTime', '2026-02-01T00:00:00+08:00'],
    ['2026-02-01T09:00:00+08:00', 'date', '2026-02-01'], ['', 'date', '2026-11-27'], ['a', 'list', ['a']], [undefined, 'list', []],
    ['[1,2]', 'list', [1, 2]], ['{"a":1}', 'group', { a: 1 }], [[{ a: 1 }], 'group', { a: 1 }], ['x', 'nothing', null],
  ] as const)('%j as %s keeps what it can: %j', (value, kind, wanted) => {
    expect(withKind(value, kind, now)).toEqual(wanted);
    expect(kindOf(withKind(value, kind, now))).toBe(kind);
  });
});

describe('a group', () => {
  it('keeps the place of what is renamed and drops what is emptied', () => {
    expect(Object.keys(renamed({ a: 1, b: 2, c: 3 }, 'b', 'x'))).toEqual(['a', 'x', 'c']);
    expect(put({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  });

  it('shows what is declared before what else is there', () => {
    expect(namesOf({ z: 1, a: 2 }, { fields: { a: {}, b: {} } })).toEqual(['a', 'b', 'z']);
  });
});

describe('the next entry of a list', () => {
  it('is like the last one', () => {
    expect(nextEntry([{ sku: 'A', count: 3, ok: true }])).toEqual({ sku: '', count: 0, ok: false });
    expect([nextEntry([]), nextEntry([1]), nextEntry([], { kind: 'group' })]).toEqual(['', 0, {}]);
  });
});

describe('a type', () => {
  it.each([
    ['Decimal', 'number'], ['Int32', 'number'], ['String', 'text'], ['DateTimeOffset', 'dateTime'], ['date', 'date'], ['Object', undefined],
    ['JsonArray', 'list'], ['date and time', 'dateTime'], ['days and time duration', 'text'], ['Boolean', 'yesNo'],
  ])('%s is written as %s', (type, kind) => expect(shapeOfType(type).kind).toBe(kind));

  it.each(['list<number>', 'list of number', 'Decimal[]'])('%s is a list of numbers', (type) =>
    expect(shapeOfType(type)).toEqual({ kind: 'list', items: { kind: 'number' } }));

  it('lets a date stand where a text is declared, and no number', () => {
    const text = { kind: 'text' } as const;
    expect([fits('2026-01-01', text), fits(1, text), fits(undefined, { kind: 'number' })]).toEqual([true, false, true]);
  });
});

it('reads nothing from an empty text, and says when a text is no data', () => {
  expect([readJson(' '), readJson('{"a":1}'), readJson('{a')]).toEqual([{ value: undefined }, { value: { a: 1 } }, null]);
  expect(writeJson(undefined)).toBe('');
});
