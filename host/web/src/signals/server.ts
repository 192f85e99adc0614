import { api, type Page } from '../api/client';
import type { LocalText } from '../texts/TextsContext';

/** A conclusion that something is odd: what about, how strong, by which rule, because of which facts, and whether it opens a case. */
export interface Signal {
  id: string;
  kind: string;
  /** The rule's name for people. */
  label?: LocalText;
  type?: string;
  isCase?: boolean;
  subject?: string | null;
  score?: number | null;
  reason?: LocalText;
  rule?: string | null;
  version?: string | null;
  facts?: Record<string, unknown> | null;
}

/** A kind of signal, and how many there are of it. */
export interface SignalKind {
  kind: string;
  label?: LocalText;
  count: number;
}

/** From when what is shown is, and whether facts that have changed since are being judged. */
export interface Known {
  at?: string | null;
  judging?: { facts?: number | null } | null;
  kinds?: SignalKind[];
}

export type CaseState = 'open' | 'fraud' | 'ordinary' | 'appealed' | 'restored';
export const caseStates: CaseState[] = ['open', 'appealed', 'fraud', 'ordinary', 'restored'];

/** A case as it is stored. */
export interface CaseFact extends Record<string, unknown> {
  kind?: string | null;
  kinds?: string[] | null;
  orders?: string[] | null;
  sku?: string | null;
  score?: number | null;
  by?: string | null;
  evidence?: string | null;
}

export interface FraudCase {
  id: string;
  state?: CaseState | null;
  at?: string | null;
  run?: string | null;
  fact: CaseFact;
}

/** How often a kind of signal was right, by what people have decided. */
export interface SignalRecord {
  kind: string;
  decided: number;
  falseOnes: number;
  falseShare: number;
}

export const signals = {
  list: (kind: string, page: string | undefined, signal?: AbortSignal) =>
    api.get<Page<Signal> & Known>('/api/signals', { kind, page, wait: false }, signal),
  cases: (state: string, page: string | undefined, signal?: AbortSignal) =>
    api.get<Page<FraudCase>>('/api/signals/cases', { state, page }, signal),
  records: async (signal?: AbortSignal) => {
    const { items } = await api.get<Page<SignalRecord>>('/api/signals/records', undefined, signal);
    return new Map(items.map((record) => [record.kind, record]));
  },
  appeal: (id: string, evidence: string) =>
    api.post<unknown>('/api/events', { name: 'fraud.appeal', correlationId: id, payload: { evidence } }),
};
