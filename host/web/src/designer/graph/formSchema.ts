import { isData } from '../../controls/data';
import { readJson } from '../../dataforms/edits';
import { kindOf, type FieldKind, type Schema } from '../../inbox/form/schema';

/** A field of a task's form while it is being drawn up. */
export interface FormField {
  name: string;
  schema: Schema;
  required: boolean;
}

/** The kinds that can be chosen; others stay what they are. */
export const drawnKinds: readonly FieldKind[] = [
  'text', 'long', 'number', 'integer', 'yesNo', 'choice', 'choices', 'date', 'dateTime', 'time', 'file', 'rows',
];

const longText = 2000;

const schemas: Partial<Record<FieldKind, Schema>> = {
  text: { type: 'string' },
  long: { type: 'string', maxLength: longText },
  number: { type: 'number' },
  integer: { type: 'integer' },
  yesNo: { type: 'boolean' },
  choice: { type: 'string', enum: [] },
  choices: { type: 'array', items: { type: 'string', enum: [] } },
  date: { type: 'string', format: 'date' },
  dateTime: { type: 'string', format: 'date-time' },
  time: { type: 'string', format: 'time' },
  file: { type: 'string', format: 'data-url' },
  rows: { type: 'array', items: { type: 'object', properties: {} } },
};

// What says what a field is called and who fills it in holds for every kind.
const lasting = ['title', 'titleZh', 'description', 'descriptionZh', 'readOnly'] as const;

/** The fields of a form as its schema says; null for what is no form with fields, which only its JSON can show. */
export function readForm(text: string): { fields: FormField[]; whole: Schema } | null {
  const read = readJson(text);
  if (read === null || (read.value !== undefined && !isData(read.value))) {
    return null;
  }
  const whole = (read.value ?? {}) as Schema;
  return (whole.type ?? 'object') === 'object' ? { fields: fieldsIn(whole), whole } : null;
}

export const fieldsIn = ({ properties, required = [] }: Schema): FormField[] =>
  Object.entries(properties ?? {}).map(([name, schema]) => ({ name, schema, required: required.includes(name) }));

/** The schema with these fields; everything else of it stays. */
export function withFields(whole: Schema, fields: readonly FormField[]): Schema {
  const { required: _, ...rest } = whole;
  const required = fields.filter((f) => f.required).map((f) => f.name);
  return {
    ...rest, type: 'object', properties: Object.fromEntries(fields.map((f) => [f.name, f.schema])),
    ...(required.length > 0 && { required }),
  };
}

/** The field's schema as one of another kind, called as before; choices stay choices. */
export function asKind(schema: Schema, kind: FieldKind): Schema {
  if (kindOf(schema) === kind) {
    return schema;
  }
  const kept = Object.fromEntries(lasting.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]));
  const choices = choicesIn(schema);
  const next = { ...schemas[kind], ...kept } as Schema;
  return (kind === 'choice' || kind === 'choices') && choices.length > 0 ? withChoices(next, choices) : next;
}

export interface FormChoice {
  value: string;
  en: string;
  zh: string;
}

const holderOf = (schema: Schema): Schema => (schema.type === 'array' ? schema.items ?? {} : schema);

export function choicesIn(schema: Schema): FormChoice[] {
  const { enum: values = [], enumLabels = [] } = holderOf(schema);
  return values.map((value, n) => {
    const label = enumLabels[n];
    const text = String(value);
    return typeof label === 'object' && label !== null ? { value: text, en: label.en ?? text, zh: label.zh ?? text }
      : { value: text, en: label ?? text, zh: label ?? text };
  });
}

export function withChoices(schema: Schema, choices: readonly FormChoice[]): Schema {
  const named = choices.some(({ value, en, zh }) => en !== value || zh !== value);
  const { enum: _, enumLabels: __, ...rest } = holderOf(schema);
  const holder: Schema = {
    ...rest, enum: choices.map((c) => c.value), ...(named && { enumLabels: choices.map(({ en, zh }) => ({ en, zh })) }),
  };
  return schema.type === 'array' ? { ...schema, items: holder } : holder;
}
