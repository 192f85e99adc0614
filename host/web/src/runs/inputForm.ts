import type { InputDefinition } from '../designer/graph/definition';
import { fieldsOf, type Field, type Schema } from '../inbox/form/schema';

const kinds: [RegExp, Schema][] = [
  [/bool/i, { type: 'boolean' }],
  [/int|long|short/i, { type: 'integer' }],
  [/number|decimal|double|single|float/i, { type: 'number' }],
  [/datetime/i, { type: 'string', format: 'date-time' }],
  [/dateonly|^date$/i, { type: 'string', format: 'date' }],
  [/string/i, { type: 'string' }],
];

/** What a workflow says it takes when it is started, as the fields of a form. */
export function inputFields(inputs: readonly InputDefinition[], nameOf: (name: string) => string): Field[] {
  const schemaOf = (input: InputDefinition): Schema => ({
    ...(input.isArray ? { type: 'array', items: { type: 'string' } }
      : kinds.find(([name]) => name.test(input.type))?.[1] ?? { type: 'string', format: 'textarea' }),
    title: input.displayName || nameOf(input.name), description: input.description,
  });
  return fieldsOf({ properties: Object.fromEntries(inputs.map((input) => [input.name, schemaOf(input)])) });
}

/** What was typed where anything may stand: data where it is written as data, several lines as a list, else the text as it is. */
export function typedValue(field: Field, value: unknown): unknown {
  if (field.kind !== 'long' || typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    const lines = value.split('\n').map((line) => line.trim()).filter(Boolean);
    return lines.length > 1 ? lines : value.trim();
  }
}
