import { api, type Page } from '../api/client';

/** Who stands in for whom, on which days of the shop, both included. */
export interface Substitution {
  number: number;
  person: string;
  substitute: string;
  from: string;
  to: string;
  reason?: string | null;
  namedBy: string;
  isNow: boolean;
}

/** Granted leave in which nobody stands in yet. */
export interface UncoveredLeave {
  person: string;
  from: string;
  to: string;
}

export interface Draft {
  person?: string;
  substitute: string;
  from: string;
  to: string;
  reason?: string;
}

export interface Known {
  substitutions: Substitution[];
  uncovered: UncoveredLeave[];
}

export const substitutes = {
  known: async (signal?: AbortSignal): Promise<Known> => {
    const [named, leave] = await Promise.all([
      api.get<Page<Substitution>>('/api/substitutions', undefined, signal),
      api.get<Page<UncoveredLeave>>('/api/substitutions/uncovered-leave', undefined, signal),
    ]);
    return { substitutions: named.items, uncovered: leave.items };
  },
  name: (draft: Draft) => api.post<Substitution>('/api/substitutions', draft),
  end: (number: number) => api.delete(`/api/substitutions/${number}`),
};
