import type { Data } from '../controls/data';
import type { SlipFact } from './server';

/** Figures that a rule reckoned with: parameters of operations and values on the way. */
export const isFigure = (fact: SlipFact) => fact.type === 'parameter' || fact.type === 'value';

/** What matters for pay in facts that come in hundreds; of others everything is shown. */
const telling: Record<string, string[]> = {
  Order: ['id', 'paidAt', 'amount', 'status', 'activity', 'buyerId'],
  Refund: ['id', 'orderId', 'paidAt', 'amount', 'reason'],
};

/** The facts behind a line, those of a kind together, in the order in which the kinds come. */
export function tablesOf(facts: SlipFact[]): { type: string; rows: Data[] }[] {
  const tables = new Map<string, Data[]>();
  for (const { type, values } of facts.filter((fact) => !isFigure(fact) && fact.values)) {
    const wanted = telling[type] ?? Object.keys(values!);
    const row = Object.fromEntries(wanted.filter((name) => name in values!).map((name) => [name, values![name]]));
    tables.set(type, [...(tables.get(type) ?? []), row]);
  }
  return [...tables].map(([type, rows]) => ({ type, rows }));
}
