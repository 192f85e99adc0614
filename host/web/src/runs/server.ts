import { api, segment, type Page } from '../api/client';
import type { LocalText } from '../texts/TextsContext';
import type { HistoryEntry, JournalLine } from './trail';

export type RunState = 'running' | 'waiting' | 'finished' | 'faulted' | 'cancelled';

export const runStates: RunState[] = ['running', 'waiting', 'faulted', 'finished', 'cancelled'];

export interface Run {
  id: string;
  definitionId: string;
  definitionVersionId: string;
  status: RunState;
  name?: string | null;
  correlationId?: string | null;
  businessKey?: string | null;
  parentRunId?: string | null;
  openIncidents: number;
  createdAt: string;
  updatedAt: string;
}

export interface RunIncident {
  id: string;
  activityId?: string | null;
  code: string;
  message: LocalText;
  at?: string;
}

export interface RunDetail {
  run: Run;
  input?: unknown;
  variables: Record<string, unknown>;
  outputs: Record<string, unknown>;
  incidents: RunIncident[];
}

/** How a person mends a run; with dryRun nothing changes and the answer tells what would. */
export interface Repair {
  action: 'retry' | 'skip' | 'edit-variable' | 'move' | 'cancel-activity' | 'cancel' | 'rerun';
  incidentId?: string;
  activityId?: string;
  toActivityId?: string;
  outcome?: string;
  name?: string;
  value?: unknown;
  reason?: string;
  dryRun: boolean;
}

export interface RepairAnswer {
  dryRun: boolean;
  status: RunState;
  journal: JournalLine[];
}

/** What a repair did to one of many, or would do; why not, where it is refused. */
export interface RepairedRun {
  id: string;
  done: boolean;
  status?: RunState | null;
  problem?: { message: LocalText; nextStep?: LocalText } | null;
}

export interface ManyRepaired {
  done: number;
  refused: number;
  items: RepairedRun[];
}

export interface RunFilter {
  state?: string;
  definition?: string;
  text?: string;
  correlation?: string;
  incidents?: boolean;
  parent?: string;
  customer?: string;
  tag?: string;
  page?: string;
  limit?: number;
}

const at = (id: string, rest = '') => `/api/runs/${segment(id)}${rest}`;

export const runs = {
  list: (filter: RunFilter, signal?: AbortSignal) => api.get<Page<Run>>('/api/runs', { limit: 50, ...filter }, signal),
  open: (id: string, signal?: AbortSignal) => api.get<RunDetail>(at(id), undefined, signal),
  history: async (id: string, signal?: AbortSignal) => {
    const entries: HistoryEntry[] = [];
    let page: string | undefined;
    do {
      const part: Page<HistoryEntry> = await api.get<Page<HistoryEntry>>(at(id, '/history'), { page }, signal);
      entries.push(...part.items);
      page = part.next ?? undefined;
    } while (page !== undefined);
    return entries;
  },
  start: (definitionId: string, input: unknown) => api.post<{ id: string }>('/api/runs', { definitionId, input }),
  repair: (id: string, repair: Repair) => api.post<RepairAnswer>(at(id, '/repairs'), repair),
  repairMany: (ids: string[], repair: Repair) => api.post<ManyRepaired>('/api/runs/repairs', { runs: ids, repair }),
};
