/** The fields of each kind of fact that tell at a glance what it was about; the rest is opened. */
const telling: Record<string, string[]> = {
  Order: ['id', 'amount', 'status'],
  Shipment: ['carrier', 'waybill', 'deliveredAt'],
  Refund: ['amount', 'reason', 'status'],
  Review: ['stars', 'text'],
  Contact: ['channel', 'text'],
  Complaint: ['text', 'outcome'],
  Escalation: ['cause', 'level'],
  Dispute: ['claim', 'outcome', 'amount'],
  Repair: ['fault', 'state'],
  Compensation: ['amount', 'reason'],
  FraudVerdict: ['orderId', 'decision'],
  CustomerSegment: ['segment'],
  B2bOrder: ['sku', 'amount', 'state'],
  Welcome: ['state'],
};

const said = (value: unknown) => value !== null && value !== undefined && value !== '';

/** What a fact was about at a glance: names and values, without what is empty. */
export function gistOf(type: string, facts: Record<string, unknown>): [name: string, value: unknown][] {
  return (telling[type] ?? []).filter((name) => said(facts[name])).map((name) => [name, facts[name]]);
}

/** Whether a value says nothing without its name: a figure that is no money, a moment. */
export const needsName = (value: unknown, unit: string | null | undefined): boolean =>
  (typeof value === 'number' && unit !== 'yuan') || (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value));
