import { isData } from '../controls/data';
import { walk, type Activity, type Definition, type InputDefinition } from '../designer/graph/definition';
import type { Shapes } from '../dataforms/useShapes';
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
export function inputFields(inputs: readonly InputDefinition[], shapes: Shapes): Field[] {
  const schemaOf = (input: InputDefinition): Schema => ({
    ...(input.isArray ? { type: 'array', items: { type: 'string' } }
      : kinds.find(([name]) => name.test(input.type))?.[1] ?? {}),
    description: input.description,
  });
  const declared = new Map(inputs.map((input) => [input.name, shapes.ofDeclared(input)]));
  return fieldsOf({ properties: Object.fromEntries(inputs.map((input) => [input.name, schemaOf(input)])) })
    .map((field) => ({ ...field, shape: declared.get(field.name), label: declared.get(field.name)?.label ?? field.name }));
}

const begins = ({ type, canStartWorkflow, customProperties }: Activity) => type === 'Elsa.HttpEndpoint'
  && (canStartWorkflow === true || (isData(customProperties) && customProperties.canStartWorkflow === true));

/** The path of the requests that begin it and bring what it works on; undefined where none do. */
export function requestsAt(definition: Definition): string | undefined {
  const path = [...walk(definition.root)].map((step) => step.activity).find(begins)?.path;
  const text = isData(path) && isData(path.expression) ? path.expression.value : path;
  return typeof text === 'string' ? text : undefined;
}
