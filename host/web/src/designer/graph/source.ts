import { isActivity, type Definition } from './definition';
import { unsoundAt, withPlainLists, type Unsound } from './sound';

export type Read = { definition: Definition } | SourceFault;

export interface SourceFault {
  fault: 'json' | 'noRoot' | 'notObject' | Unsound['wanted'];
  /** Where: the line of a text that is no JSON, the way to a value that is not what it should be. */
  line?: number;
  at?: string;
}

/** Reads a definition from its JSON text. What the reader does not know stays in place; what is missing at all is told. */
export function readSource(text: string, definitionId: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    return { fault: 'json', line: lineOf(text, (fault as Error).message) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fault: 'notObject' };
  }
  const definition = value as Definition;
  if (!isActivity(definition.root)) {
    return { fault: 'noRoot' };
  }
  if (isTooDeep(value)) {
    return { fault: 'shallow', at: '{}' };
  }
  const plain = { ...definition, definitionId, root: withPlainLists(definition.root) };
  const unsound = unsoundAt(plain);
  return unsound ? { fault: unsound.wanted, at: unsound.at } : { definition: plain };
}

// What cannot be written again cannot be kept.
function isTooDeep(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}

function lineOf(text: string, message: string): number | undefined {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line) {
    return Number(line);
  }
  const position = /end of JSON/.test(message) ? text.length : /position (\d+)/.exec(message)?.[1];
  return position !== undefined ? text.slice(0, Number(position)).split('\n').length : undefined;
}

export const writeSource = (definition: Definition) => JSON.stringify(definition, null, 2);
