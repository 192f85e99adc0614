import { api, type Page } from '../api/client';
import type { Task } from '../inbox/tasks';
import { runs, type Run, type RunFilter } from '../runs/server';

/** A list's length and its first few entries. */
interface Start<T> {
  total: number;
  items: T[];
}

export interface Figures {
  running: number;
  waiting: number;
  faulted: number;
  incidents: Start<Run>;
  mine: Start<Task>;
  mineLate: number;
  free: number;
  /** Of everybody's; for who looks after them. */
  late: number;
}

/** One day of the charts. */
export interface Day {
  day: string;
  started: number;
  finished: number;
  faulted: number;
  tasksOpened: number;
  tasksCompleted: number;
}

export interface OverviewAnswer {
  days?: Day[];
  /** What the newest judgement gave; null before the first. */
  signals?: number | null;
}

/** What somebody may see; the rest is not asked for. */
export interface Sight {
  runs: boolean;
  tasks: boolean;
  allTasks: boolean;
}

const few = 8;

async function startOf<T>(asked: boolean, list: () => Promise<Page<T>>): Promise<Start<T>> {
  const { items, total } = asked ? await list() : { items: [], total: 0 };
  return { items, total: total ?? items.length };
}

/** The figures of the first page; each is the total of the very list that it links to. */
export async function figures(sight: Sight, signal: AbortSignal): Promise<Figures> {
  const runsOf = (filter: RunFilter, limit = 1) => startOf(sight.runs, () => runs.list({ ...filter, limit }, signal));
  const tasksOf = (query: Record<string, string | boolean>, asked = sight.tasks, limit = 1) =>
    startOf(asked, () => api.get<Page<Task>>('/api/tasks', { ...query, limit }, signal));
  const [running, waiting, faulted, incidents, mine, mineLate, free, late] = await Promise.all([
    runsOf({ state: 'running' }), runsOf({ state: 'waiting' }), runsOf({ state: 'faulted' }), runsOf({ incidents: true }, few),
    tasksOf({ mine: true }, sight.tasks, few), tasksOf({ mine: true, late: true }), tasksOf({ state: 'open' }),
    tasksOf({ late: true }, sight.allTasks),
  ]);
  return {
    running: running.total, waiting: waiting.total, faulted: faulted.total, incidents, mine, mineLate: mineLate.total, free: free.total,
    late: late.total,
  };
}

export const overview = (signal: AbortSignal) => api.get<OverviewAnswer>('/api/overview', undefined, signal);
