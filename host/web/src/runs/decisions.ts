import { isData, isFact, type Data } from '../controls/data';
import type { LocalText } from '../texts/TextsContext';

/** What rules have concluded for a run, with the rule that did. */
export interface Decision {
  type: string;
  key?: string;
  fact: Data;
  rule: string;
  version?: string;
  reason?: LocalText;
}

const isDecision = (value: unknown): value is Data & Decision => isData(value) && typeof value.rule === 'string' && isFact(value);

/** Every conclusion in the variables of a run, once, however many of them hold it. */
export function decisionsOf(variables: Record<string, unknown>): Decision[] {
  const found = new Map<string, Decision>();
  for (const value of Object.values(variables)) {
    for (const one of (Array.isArray(value) ? value : [value]).filter(isDecision)) {
      found.set(JSON.stringify([one.type, one.key ?? one.fact, one.rule]), one);
    }
  }
  return [...found.values()];
}
