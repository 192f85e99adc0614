import { isData } from '../../controls/data';
import type { Shape, ValueKind } from '../../dataforms/shape';
import type { FieldNames } from '../../controls/factTypes';
import type { LocalText } from '../../texts/TextsContext';

/** The part of JSON schema that task forms use. */
export interface Schema {
  type?: string | string[];
  title?: LocalText;
  description?: LocalText;
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: unknown[];
  /** What is often meant; anything else may be written too. */
  examples?: unknown[];
  enumLabels?: LocalText[];
  oneOf?: { const: unknown; title?: LocalText }[];
  items?: Schema;
  format?: string;
  contentEncoding?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  readOnly?: boolean;
  titleZh?: string;
  descriptionZh?: string;
  [key: `x-${string}`]: unknown;
}

export type FieldKind =
  | 'text' | 'texts' | 'long' | 'number' | 'integer' | 'yesNo' | 'choice' | 'choices' | 'suggested'
  | 'date' | 'dateTime' | 'time' | 'file' | 'rows' | 'json';

export interface Choice {
  value: unknown;
  label: LocalText;
}

export interface Field {
  name: string;
  kind: FieldKind;
  label: LocalText;
  hint?: LocalText;
  required: boolean;
  readOnly: boolean;
  choices: Choice[];
  schema: Schema;
  /** What is declared of data of any shape. */
  shape?: Shape;
  /** The columns of rows. */
  columns: Field[];
}

const longFrom = 200;

/** The fields of a form; what the task brings for them says what rows have in them where the schema does not. */
export function fieldsOf(schema: unknown, brought?: unknown): Field[] {
  if (!isData(schema)) {
    return [];
  }
  const { properties, required = [] } = schema as Schema;
  const data = isData(brought) ? brought : {};
  return Object.entries(properties ?? {})
    .map(([name, property]) => fieldOf(name, likeRows(property, data[name]), required.includes(name)));
}

/** The fields that ask something: what is only to be read stands above the form already. */
export const askedOf = (schema: unknown, data: unknown): Field[] =>
  fieldsOf(schema, data).filter((f) => !(f.readOnly && isData(data) && f.name in data));

function likeRows(schema: Schema, brought: unknown): Schema {
  const [first] = Array.isArray(brought) ? (brought as unknown[]) : [];
  if (schema.type !== 'array' || schema.items?.properties || !isData(first) || Object.values(first).some((v) => typeof v === 'object')) {
    return schema;
  }
  const properties = Object.fromEntries(Object.entries(first).map(([name, value]) => [name, { type: typeof value }]));
  return { ...schema, items: { type: 'object', properties } };
}

/** What a schema calls the data of a task, for whatever it describes. */
export function labelsOf(schema: unknown): Record<string, FieldNames> {
  const { properties } = (isData(schema) ? schema : {}) as Schema;
  return Object.fromEntries(Object.entries(properties ?? {}).map(([name, property]) => {
    const choices = choicesOf(property);
    const inside = labelsOf(property.type === 'array' ? property.items : property);
    return [name, {
      label: labelOf(property, 'title'), unit: property['x-unit'] === 'yuan' || property['x-unit'] === '元' ? 'yuan' : undefined,
      value: (value: unknown) => choices.find((choice) => choice.value === value)?.label,
      inside: Object.keys(inside).length > 0 ? inside : undefined,
    }];
  }));
}

function fieldOf(name: string, schema: Schema, required: boolean): Field {
  const kind = kindOf(schema);
  return {
    name,
    kind,
    label: labelOf(schema, 'title') ?? name,
    hint: labelOf(schema, 'description'),
    required,
    readOnly: schema.readOnly === true,
    choices: choicesOf(kind === 'choices' ? (schema.items ?? {}) : schema),
    schema,
    columns: kind === 'rows' ? fieldsOf(schema.items) : [],
    shape: kind === 'json' ? shapeOf(schema) : undefined,
  };
}

/** What a schema declares of data that no other control is for. */
export function shapeOf(schema: Schema): Shape {
  const kinds: Partial<Record<FieldKind, ValueKind>> = {
    text: 'text', long: 'text', suggested: 'text', time: 'text', number: 'number', integer: 'number', yesNo: 'yesNo', date: 'date',
    dateTime: 'dateTime',
  };
  const { properties, items, type } = schema;
  const choices = choicesOf(schema.enum || schema.oneOf ? schema : {});
  return {
    kind: kinds[kindOf(schema)] ?? (type === 'array' ? 'list' : type === 'object' ? 'group' : undefined),
    label: labelOf(schema, 'title'),
    unit: typeof schema['x-unit'] === 'string' ? schema['x-unit'] : undefined,
    choices: choices.length > 0 ? choices : undefined,
    fields: properties && Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, shapeOf(property)])),
    items: items && shapeOf(items),
  };
}

function labelOf(schema: Schema, key: 'title' | 'description'): LocalText {
  const plain = schema[key];
  const zh = schema[`${key}Zh`] ?? schema[`x-${key}-zh`];
  return typeof plain === 'string' && typeof zh === 'string' ? { en: plain, zh } : plain;
}

function choicesOf(schema: Schema): Choice[] {
  if (schema.oneOf) {
    return schema.oneOf.map((o) => ({ value: o.const, label: o.title ?? String(o.const) }));
  }
  const labels = schema.enumLabels ?? (Array.isArray(schema['x-labels']) ? (schema['x-labels'] as LocalText[]) : []);
  return (schema.enum ?? schema.examples ?? []).map((value, i) => ({ value, label: labels[i] ?? String(value) }));
}

/** What control a schema asks for. */
export function kindOf(schema: Schema): FieldKind {
  const type = (Array.isArray(schema.type) ? schema.type.find((t) => t !== 'null') : schema.type) ?? (schema.enum ? 'string' : 'object');
  if (schema.enum || schema.oneOf) {
    return 'choice';
  }
  if (type === 'array') {
    return schema.items?.enum || schema.items?.oneOf ? 'choices' : schema.items?.properties ? 'rows'
      : schema.items?.type === 'string' ? 'texts' : 'json';
  }
  const plain: Record<string, FieldKind> = { number: 'number', integer: 'integer', boolean: 'yesNo', string: textKindOf(schema) };
  return plain[type] ?? 'json';
}

function textKindOf(schema: Schema): FieldKind {
  if (schema.contentEncoding === 'base64' || schema.format === 'data-url' || schema.format === 'file') {
    return 'file';
  }
  const formats: Record<string, FieldKind> = { date: 'date', 'date-time': 'dateTime', time: 'time', textarea: 'long' };
  const plain = schema.examples ? 'suggested' : (schema.maxLength ?? 0) > longFrom ? 'long' : 'text';
  return formats[schema.format ?? ''] ?? plain;
}

/** What a form starts with: what was kept, else what the task brings for the field, else the schema's default. */
export function startValues(fields: Field[], data: unknown, kept?: Record<string, unknown>): Record<string, unknown> {
  const brought = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  return Object.fromEntries(
    fields
      .map((f) => [f.name, kept?.[f.name] ?? broughtFor(f, brought[f.name]) ?? f.schema.default] as const)
      .filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Of rows only what the form has columns for. */
function broughtFor(field: Field, value: unknown): unknown {
  return field.kind !== 'rows' || !Array.isArray(value) ? value : value.filter(isData).map((row) =>
    Object.fromEntries(field.columns.map((c) => [c.name, row[c.name]]).filter(([, cell]) => !isEmpty(cell))));
}

/** Whether the task brings the rows, of which some columns are only to be read. */
export const hasGivenRows = (field: Field) => field.columns.some((c) => c.readOnly);

/** The rows in which something is filled in; what was brought to be filled in and was not says nothing. */
export function filledRows(field: Field, rows: unknown): Record<string, unknown>[] {
  const asked = field.columns.filter((c) => !c.readOnly);
  return (Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [])
    .filter((row) => asked.length === 0 || asked.some((c) => !isEmpty(row?.[c.name])));
}

/** Whether what a task brings for a field stands in its form as it is, and need not be shown beside it. */
export const showsAll = (field: Field, brought: unknown): boolean => field.kind === 'rows' && Array.isArray(brought)
  && brought.every((row) => isData(row) && Object.keys(row).every((name) => field.columns.some((c) => c.name === name)));

/** The answer to send: fields that were left empty are left out. */
export function answerOf(fields: Field[], values: Record<string, unknown>): Record<string, unknown> {
  const given = fields
    .map((f) => [f, f.kind === 'rows' ? filledRows(f, values[f.name]) : values[f.name]] as const)
    .filter(([f, value]) => !f.readOnly && (!isEmpty(value) || hasGivenRows(f)));
  const sent = (f: Field, value: unknown): unknown => (f.kind === 'json' && typeof value === 'string' ? JSON.parse(value) : value);
  return Object.fromEntries(given.map(([f, value]) => [f.name, sent(f, value)]));
}

export const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
