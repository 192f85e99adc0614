import { isActivity, type Definition } from './definition';

export type Read = { definition: Definition } | { fault: 'json' | 'noRoot' | 'notObject'; detail: string; line?: number };

/** Reads a definition from its JSON text. What the reader does not know stays in place; what is missing at all is told. */
export function readSource(text: string, definitionId: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    return { fault: 'json', detail: (fault as Error).message, line: lineOf(text, (fault as Error).message) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fault: 'notObject', detail: '' };
  }
  const definition = value as Definition;
  if (!isActivity(definition.root)) {
    return { fault: 'noRoot', detail: '' };
  }
  return { definition: { ...definition, definitionId } };
}

function lineOf(text: string, message: string): number | undefined {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line) {
    return Number(line);
  }
  const position = /position (\d+)/.exec(message)?.[1];
  return position ? text.slice(0, Number(position)).split('\n').length : undefined;
}

export const writeSource = (definition: Definition) => JSON.stringify(definition, null, 2);
