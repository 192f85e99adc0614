import { describe, expect, it } from 'vitest';
import { kindOf } from '../../inbox/form/schema';
import { asKind, choicesIn, drawnKinds, readForm, withChoices, withFields } from './formSchema';

const note = { type: 'string', title: 'Note', titleZh: '备注', maxLength: 500, 'x-own': 1 };

describe('a form that is drawn up', () => {
  it('is written as it was read, with what nobody knows of it', () => {
    const schema = { type: 'object', 'x-own': 2, properties: { note, sum: { type: 'number', minimum: 0 } }, required: ['sum'] };
    const { fields, whole } = readForm(JSON.stringify(schema))!;
    expect(withFields(whole, fields)).toEqual(schema);
  });

  it.each(['[1]', '{a', '"x"', '{"type":"array"}'])('that is none, %s, is left to its JSON', (text) => expect(readForm(text)).toBeNull());

  it.each(drawnKinds)('makes a field of kind %s that keeps its names', (kind) => {
    const made = asKind(note, kind);
    expect(kindOf(made)).toBe(kind);
    expect([made.title, made.titleZh]).toEqual(['Note', '备注']);
  });

  it('keeps the choices when one becomes several', () => {
    const choices = [{ value: 'a', en: 'A', zh: '甲' }, { value: 'b', en: 'b', zh: 'b' }];
    expect(choicesIn(asKind(withChoices({ type: 'string' }, choices), 'choices'))).toEqual(choices);
  });
});
