import { describe, expect, it } from 'vitest';
import { fieldFault } from './fieldFault';
import { answerOf, fieldsOf, startValues, type Schema } from './schema';

const field = (schema: Schema, required = false) =>
  fieldsOf({ properties: { it: schema }, required: required ? ['it'] : [] })[0]!;

describe('fieldFault', () => {
  it.each<[string, Schema, unknown, string | null]>([
    ['a number below the least', { type: 'number', minimum: 0 }, -1, 'form.least'],
    ['a number above the most', { type: 'number', maximum: 10 }, 10.5, 'form.most'],
    ['the open end itself', { type: 'number', exclusiveMaximum: 10 }, 10, 'form.below'],
    ['cents', { type: 'number', multipleOf: 0.01 }, 59.01, null],
    ['a tenth of a cent', { type: 'number', multipleOf: 0.01 }, 59.001, 'form.multiple'],
    ['a fraction of a whole number', { type: 'integer' }, 1.5, 'form.integer'],
    ['a text that is too short, counted in characters', { type: 'string', minLength: 2 }, '𠮷', 'form.longer'],
    ['a text against its pattern', { type: 'string', pattern: '^SF\\d+$' }, 'YT1', 'form.pattern'],
    ['a pattern that is no expression', { type: 'string', pattern: '(' }, 'x', null],
    ['a mail address without its place', { type: 'string', format: 'email' }, 'li@', 'form.email'],
    [
      'rows with a bad cell',
      { type: 'array', items: { type: 'object', properties: { n: { type: 'integer', minimum: 1 } } } },
      [{ n: 0 }],
      'form.least',
    ],
    [
      'too few rows',
      { type: 'array', minItems: 2, items: { type: 'object', properties: { n: { type: 'integer' } } } },
      [{ n: 1 }],
      'form.moreItems',
    ],
  ])('%s', (_, schema, value, key) => {
    expect(fieldFault(field(schema), value)?.key ?? null).toBe(key);
  });

  it('asks for what is required and lets be what is not', () => {
    expect(fieldFault(field({ type: 'string' }, true), '')?.key).toBe('form.required');
    expect(fieldFault(field({ type: 'string', minLength: 3 }), '')).toBeNull();
    expect(fieldFault(field({ type: 'boolean' }, true), false)).toBeNull();
  });
});

describe('rows that a task brings', () => {
  const marks = field({ type: 'array', items: { type: 'object', properties: {
    subject: { type: 'string', readOnly: true }, mark: { type: 'number', maximum: 100 },
  } } }, true);

  it('start with what the form has columns for', () => {
    expect(startValues([marks], { it: [{ subject: 'a', mark: null, of: 'R1' }] })).toEqual({ it: [{ subject: 'a' }] });
  });
  it('are sent where something is filled in', () => {
    expect(answerOf([marks], { it: [{ subject: 'a' }, { subject: 'b', mark: 7 }] })).toEqual({ it: [{ subject: 'b', mark: 7 }] });
    expect(answerOf([marks], { it: [{ subject: 'a' }] })).toEqual({ it: [] });
  });
  it('say which row and column is wrong', () => {
    const fault = fieldFault(marks, [{ subject: 'a' }, { subject: 'b', mark: 101 }])!;
    expect([fault.key, fault.at?.row, fault.at?.column.name]).toEqual(['form.most', 2, 'mark']);
  });
});

describe('fieldsOf', () => {
  it('reads labels in both languages and the choices with theirs', () => {
    const choice = field({
      type: 'string',
      title: 'Reason',
      'x-title-zh': '原因',
      enum: ['damaged'],
      'x-labels': [{ en: 'Damaged', zh: '破损' }],
    });
    expect(choice.label).toEqual({ en: 'Reason', zh: '原因' });
    expect(choice.choices).toEqual([{ value: 'damaged', label: { en: 'Damaged', zh: '破损' } }]);
  });

  it('takes nothing from a form that is none', () => {
    expect(fieldsOf(null)).toEqual([]);
    expect(fieldsOf('text')).toEqual([]);
  });
});

describe('values', () => {
  const fields = fieldsOf({
    properties: { amount: { type: 'number', default: 5 }, note: { type: 'string' }, fixed: { type: 'string', readOnly: true } },
  });

  it('start from what was kept, then from the task, then from the schema', () => {
    expect(startValues(fields, { amount: 7, fixed: 'f' })).toEqual({ amount: 7, fixed: 'f' });
    expect(startValues(fields, { amount: 7 }, { amount: 0 })).toEqual({ amount: 0 });
    expect(startValues(fields, null)).toEqual({ amount: 5 });
  });

  it('are sent without what is empty or not theirs to give', () => {
    expect(answerOf(fields, { amount: 0, note: '', fixed: 'f' })).toEqual({ amount: 0 });
  });
});
