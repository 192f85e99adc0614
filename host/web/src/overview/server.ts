import { api, type Page } from '../api/client';
import type { Task } from '../inbox/tasks';
import { runs, type RunFilter } from '../runs/server';

export interface Figures {
  running: number;
  waiting: number;
  faulted: number;
  incidents: number;
  mine: Task[];
  minesTotal: number;
  free: number;
}

/** One day of the chart. */
export interface Day {
  day: string;
  started: number;
  finished: number;
  faulted: number;
}

export interface OverviewAnswer {
  days?: Day[];
  late?: number;
  /** What the newest judgement gave; null before the first. */
  signals?: number | null;
}

const count = async (filter: RunFilter, signal: AbortSignal) => (await runs.list({ ...filter }, signal)).total ?? 0;

/** The figures of the first page; each is the total of the very list that it links to. */
export async function figures(mayRuns: boolean, mayTasks: boolean, signal: AbortSignal): Promise<Figures> {
  const none = Promise.resolve(0);
  const noTasks: Page<Task> = { items: [], total: 0 };
  const tasks = (query: Record<string, string | boolean | number>) =>
    mayTasks ? api.get<Page<Task>>('/api/tasks', query, signal) : Promise.resolve(noTasks);
  const [running, waiting, faulted, incidents, mine, free] = await Promise.all([
    mayRuns ? count({ state: 'running' }, signal) : none,
    mayRuns ? count({ state: 'waiting' }, signal) : none,
    mayRuns ? count({ state: 'faulted' }, signal) : none,
    mayRuns ? count({ incidents: true }, signal) : none,
    tasks({ mine: true }),
    tasks({ state: 'open', limit: 1 }),
  ]);
  return { running, waiting, faulted, incidents, mine: mine.items, minesTotal: mine.total ?? mine.items.length, free: free.total ?? 0 };
}

export const overview = (signal: AbortSignal) => api.get<OverviewAnswer>('/api/overview', undefined, signal);
