import { isData } from '../controls/data';
import { walk, type Activity, type Definition } from '../designer/graph/definition';

const idIn = (value: unknown) => (isData(value) ? value.id : undefined);

const sets = (activity: Activity, variable: string) => Object.entries(activity).some(([property, value]) =>
  isData(value) && (idIn(value.memoryReference) === variable || (property === 'variable' && value.id === variable)));

/** The first activity of a definition that a variable has its value from: what it does says what the variable holds. */
export function setterOf(definition: Definition | undefined, name: string): Activity | undefined {
  const id = definition?.variables?.find((variable) => variable.name === name)?.id;
  return definition && id ? [...walk(definition.root)].map((step) => step.activity).find((activity) => sets(activity, id)) : undefined;
}
