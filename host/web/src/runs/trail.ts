import type { Connection } from '../designer/graph/definition';
import type { Mark } from '../designer/diagram/flow';
import type { LocalText } from '../texts/TextsContext';

/** An event of a run as its history keeps it: its kind under "e", the execution it belongs to under "i". */
export interface RunEvent {
  e: string;
  i?: number;
  a?: string;
  o?: number;
  r?: string[];
  n?: string;
  x?: unknown;
  [member: string]: unknown;
}

/** One burst of a run. */
export interface HistoryEntry {
  sequence: number;
  at: string;
  actor: string;
  events: RunEvent[];
}

/** One thing that happened, with the activity that it happened to. */
export interface Moment {
  index: number;
  sequence: number;
  at: string;
  actor: string;
  activity?: string;
  event: RunEvent;
}

// Bookkeeping of the engine that tells a person nothing.
const silent = new Set(['counted', 'kept', 'ids', 'inputs', 'waitCancelled', 'scheduled']);

/** What a person is told: without bookkeeping, and without the beginning of what is done in the same burst. */
export function toldOf(moments: Moment[]): Moment[] {
  const done = new Set(moments.filter((m) => m.event.e === 'completed').map((m) => `${m.sequence}.${m.event.i}`));
  return moments.filter(({ sequence, event }) =>
    !silent.has(event.e) && !(event.e === 'started' && done.has(`${sequence}.${event.i}`)));
}

/** What happened, in order, each with its activity: an execution is named when it is scheduled. */
export function momentsOf(entries: HistoryEntry[]): Moment[] {
  const activityOf = new Map<number, string>();
  const instanceOf = new Map<string, number>();
  const moments: Moment[] = [];
  for (const { sequence, at, actor, events } of entries) {
    for (const event of events ?? []) {
      if (event.e === 'scheduled' && event.i !== undefined && event.a !== undefined) {
        activityOf.set(event.i, event.a);
      }
      if (event.e === 'waiting' && typeof event.b === 'string' && event.i !== undefined) {
        instanceOf.set(event.b, event.i);
      }
      const instance = event.i ?? (typeof event.b === 'string' ? instanceOf.get(event.b) : undefined);
      const activity = event.e === 'output' ? event.a : instance === undefined ? event.a : activityOf.get(instance);
      moments.push({ index: moments.length, sequence, at, actor, activity, event });
    }
  }
  return moments;
}

export interface Standing {
  marks: Map<string, Mark>;
  /** Connections that were followed, by their id, with how often. */
  taken: Map<string, number>;
  variables: Map<string, unknown>;
  status: string;
}

const states: Record<string, Mark['state']> = {
  scheduled: 'active',
  started: 'active',
  waiting: 'waiting',
  resumed: 'active',
  completed: 'done',
  faulted: 'faulted',
  cancelled: 'skipped',
};

const idOf = ({ source, target }: Connection) =>
  `${source.activity}:${source.port ?? 'Done'}>${target.activity}:${target.port ?? 'In'}`;

/** How a run stood after so many moments. */
export function standingAt(moments: Moment[], count: number, connections: Connection[]): Standing {
  const standing: Standing = { marks: new Map(), taken: new Map(), variables: new Map(), status: 'running' };
  for (const { activity, event } of moments.slice(0, count)) {
    const state = states[event.e];
    if (activity && state) {
      const before = standing.marks.get(activity);
      standing.marks.set(activity, { state, count: (before?.count ?? 0) + (event.e === 'started' ? 1 : 0) });
    }
    if (activity && event.e === 'completed') {
      follow(standing.taken, activity, event.r ?? ['Done'], connections);
    }
    if (event.e === 'variable' && event.n) {
      standing.variables.set(event.n, event.x ?? null);
    }
    if (event.e === 'status') {
      standing.status = String(event.s);
    }
  }
  return standing;
}

function follow(taken: Map<string, number>, activity: string, outcomes: string[], connections: Connection[]): void {
  for (const connection of connections) {
    if (connection.source.activity === activity && outcomes.includes(connection.source.port ?? 'Done')) {
      const id = idOf(connection);
      taken.set(id, (taken.get(id) ?? 0) + 1);
    }
  }
}

export interface Change {
  at: string;
  actor: string;
  activity?: string;
  value: unknown;
}

/** Every value that each variable had, newest last. */
export function variableHistory(moments: Moment[]): Map<string, Change[]> {
  const all = new Map<string, Change[]>();
  for (const { at, actor, activity, event } of moments) {
    if (event.e === 'variable' && event.n) {
      all.set(event.n, [...(all.get(event.n) ?? []), { at, actor, activity, value: event.x ?? null }]);
    }
  }
  return all;
}

export interface Incident {
  id: string;
  code: string;
  message: LocalText;
  activity?: string;
  at: string;
  resolved?: string;
}

export function incidentsOf(moments: Moment[]): Incident[] {
  const incidents = new Map<string, Incident>();
  for (const { at, activity, event } of moments) {
    const id = String(event.incident ?? '');
    if ((event.e === 'faulted' || event.e === 'incident') && id) {
      incidents.set(id, {
        id,
        code: String(event.code ?? ''),
        message: { en: event.en as string, zh: event.zh as string },
        activity,
        at,
      });
    }
    const open = incidents.get(id);
    if (event.e === 'resolved' && open) {
      incidents.set(id, { ...open, resolved: String(event.how ?? '') });
    }
  }
  return [...incidents.values()];
}
