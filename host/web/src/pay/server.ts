import { api, segment, type Page } from '../api/client';
import type { LocalText } from '../texts/TextsContext';

export interface SlipHead {
  staff: string;
  name?: string | null;
  post?: string | null;
  department?: string | null;
  pay: number;
}

/** One amount of a slip, with what it rests on. */
export interface SlipLine {
  name: string;
  label: LocalText;
  amount: number;
  rule?: string | null;
  version?: string | null;
  reason?: LocalText;
  facts?: SlipFact[];
}

export interface SlipFact {
  type: string;
  key?: string | null;
  values?: Record<string, unknown> | null;
}

/** That somebody disagreed with a line, and what was answered. */
export interface Dispute {
  id: string;
  line: string;
  claim?: string | null;
  state?: string | null;
  amount?: number | null;
  answer?: string | null;
  by?: string | null;
  at?: string | null;
}

export interface Slip extends SlipHead {
  month: string;
  disputes: Dispute[];
  lines: SlipLine[];
}

export const pay = {
  month: (month: string, signal?: AbortSignal) => api.get<Page<SlipHead>>(`/api/pay/${segment(month)}`, undefined, signal),
  slip: (month: string, staff: string, signal?: AbortSignal) =>
    api.get<Slip>(`/api/pay/${segment(month)}/${segment(staff)}`, undefined, signal),
  dispute: (month: string, staff: string, line: string, reason: string) =>
    api.post<unknown>('/workflows/pay-disputes', { month, staff, line, reason }),
};
