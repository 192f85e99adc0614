import type { TextKey } from '../../texts/dictionary';
import type { Texts } from '../../texts/TextsContext';
import { filledRows, hasGivenRows, isEmpty, type Field, type Schema } from './schema';

export interface Fault {
  key: TextKey;
  values?: Record<string, string | number>;
  /** Where in rows it is. */
  at?: { row: number; column: Field };
}

const fault = (key: TextKey, values?: Record<string, string | number>): Fault => ({ key, values });

/** The words of a fault, with its place where it is one of many. */
export function faultText({ key, values, at }: Fault, { t, local }: Pick<Texts, 't' | 'local'>): string {
  return at ? t('form.inRow', { n: at.row, column: local(at.column.label), fault: t(key, values) }) : t(key, values);
}

/** What is wrong with what was typed into a field; null when nothing is. */
export function fieldFault(field: Field, value: unknown): Fault | null {
  if (field.kind === 'rows' ? filledRows(field, value).length === 0 : isEmpty(value)) {
    return field.required && !hasGivenRows(field) ? fault('form.required') : null;
  }
  switch (field.kind) {
    case 'number':
    case 'integer':
      return numberFault(field, value);
    case 'rows':
    case 'texts':
    case 'choices':
      return countFault(field.schema, value as unknown[]) ?? rowsFault(field, value as unknown[]);
    case 'text':
    case 'suggested':
    case 'long':
      return textFault(field.schema, String(value));
    case 'json':
      return typeof value === 'string' && !isJson(value) ? fault('form.json') : null;
    default:
      return null;
  }
}

function numberFault(field: Field, value: unknown): Fault | null {
  const number = Number(value);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = field.schema;
  if (Number.isNaN(number)) {
    return fault('form.number');
  }
  if (field.kind === 'integer' && !Number.isInteger(number)) {
    return fault('form.integer');
  }
  if ((minimum !== undefined && number < minimum) || (exclusiveMinimum !== undefined && number <= exclusiveMinimum)) {
    return minimum === undefined ? fault('form.above', { n: exclusiveMinimum! }) : fault('form.least', { n: minimum });
  }
  if ((maximum !== undefined && number > maximum) || (exclusiveMaximum !== undefined && number >= exclusiveMaximum)) {
    return maximum === undefined ? fault('form.below', { n: exclusiveMaximum! }) : fault('form.most', { n: maximum });
  }
  return multipleOf && !isMultiple(number, multipleOf) ? fault('form.multiple', { n: multipleOf }) : null;
}

// 0.3 is a multiple of 0.1 for people, whatever binary fractions say.
const isMultiple = (number: number, of: number) => Math.abs(number / of - Math.round(number / of)) < 1e-9;

function textFault({ minLength, maxLength, pattern, format }: Schema, value: string): Fault | null {
  const length = [...value].length;
  if (minLength !== undefined && length < minLength) {
    return fault('form.longer', { n: minLength });
  }
  if (maxLength !== undefined && length > maxLength) {
    return fault('form.shorter', { n: maxLength });
  }
  if (format === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) {
    return fault('form.email');
  }
  if (format === 'uri' && !/^https?:\/\/\S+$/.test(value)) {
    return fault('form.uri');
  }
  return pattern && !matches(pattern, value) ? fault('form.pattern') : null;
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

function countFault({ minItems, maxItems }: Schema, value: unknown[]): Fault | null {
  if (minItems !== undefined && value.length < minItems) {
    return fault('form.moreItems', { n: minItems });
  }
  return maxItems !== undefined && value.length > maxItems ? fault('form.fewerItems', { n: maxItems }) : null;
}

function rowsFault(field: Field, rows: unknown[]): Fault | null {
  const filled = field.columns.length > 0 ? filledRows(field, rows) : [];
  for (const row of filled) {
    const column = field.columns.find((c) => fieldFault(c, row[c.name]));
    if (column) {
      return { ...fieldFault(column, row[column.name])!, at: { row: rows.indexOf(row) + 1, column } };
    }
  }
  return null;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
