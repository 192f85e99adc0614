import type { LocalText } from '../texts/TextsContext';
import type { Connection } from '../designer/graph/definition';
import type { Mark } from '../designer/diagram/flow';

/** A line of a run's history: which activity, what happened. */
export interface JournalLine {
  activityId: string;
  activityType: string;
  event: string;
  instance: number;
  detail?: string | null;
  /** What the detail says in words of people, where it does. */
  words?: LocalText;
}

/** One burst of a run. */
export interface HistoryEntry {
  sequence: number;
  at: string;
  actor: string;
  lines: JournalLine[];
}

/** One thing that happened, with its place in the whole. */
export interface Moment {
  index: number;
  sequence: number;
  at: string;
  actor: string;
  activity?: string;
  line: JournalLine;
}

/** What happened, in order. */
export function momentsOf(entries: HistoryEntry[]): Moment[] {
  return entries
    .flatMap(({ sequence, at, actor, lines }) => (lines ?? []).map((line) => ({ sequence, at, actor, line })))
    .map((moment, index) => ({ ...moment, index, activity: moment.line.activityId || undefined }));
}

/** Values on the way, and what another line tells better. */
const technical = new Set(['Output', 'OutputSet', 'VariableSet', 'Answered', 'Replied', 'Sent', 'Effect']);

const isTechnical = ({ line }: Moment) => technical.has(line.event) || line.activityType === 'Elsa.Workflow'
  || (line.event === 'Waiting' && /^(task|timer)\b/.test(line.detail ?? ''));

/** What a person is told: without the beginning of what is done in the same burst, and where all is not wanted without values. */
export function toldOf(moments: Moment[], everything = true): Moment[] {
  const key = ({ sequence, line }: Moment) => `${sequence}.${line.instance}`;
  const done = new Set(moments.filter((m) => m.line.event === 'Completed').map(key));
  return moments.filter((m) => (m.line.event !== 'Started' || !done.has(key(m))) && (everything || !isTechnical(m)));
}

export interface Standing {
  marks: Map<string, Mark>;
  /** Connections that were followed, by their id, with how often. */
  taken: Map<string, number>;
  variables: Map<string, string>;
  status: string;
}

const states: Record<string, Mark['state']> = {
  Started: 'active', Waiting: 'waiting', Resumed: 'active', Completed: 'done', Faulted: 'faulted', Cancelled: 'skipped',
};

const idOf = ({ source, target }: Connection) =>
  `${source.activity}:${source.port ?? 'Done'}>${target.activity}:${target.port ?? 'In'}`;

/** "name = value", as the journal tells a value that was set. */
function settingOf(detail: string | null | undefined): [name: string, value: string] | undefined {
  const at = detail?.indexOf(' = ') ?? -1;
  return detail && at > 0 ? [detail.slice(0, at), detail.slice(at + 3)] : undefined;
}

/** How a run stood after so many moments. */
export function standingAt(moments: Moment[], count: number, connections: Connection[]): Standing {
  const standing: Standing = { marks: new Map(), taken: new Map(), variables: new Map(), status: 'running' };
  for (const { activity, line } of moments.slice(0, count)) {
    const state = states[line.event];
    if (activity && state) {
      const before = standing.marks.get(activity)?.count ?? 0;
      standing.marks.set(activity, { state, count: before + (line.event === 'Started' ? 1 : 0) });
    }
    if (activity && line.event === 'Completed') {
      follow(standing.taken, activity, line.detail ? line.detail.split(', ') : ['Done'], connections);
    }
    const set = line.event === 'VariableSet' ? settingOf(line.detail) : undefined;
    if (set) {
      standing.variables.set(...set);
    }
    if (line.event === 'Status') {
      standing.status = line.detail ?? '';
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
  value: string;
}

/** Every value that each variable had, newest last. */
export function variableHistory(moments: Moment[]): Map<string, Change[]> {
  const all = new Map<string, Change[]>();
  for (const { at, actor, activity, line } of moments) {
    const set = line.event === 'VariableSet' ? settingOf(line.detail) : undefined;
    if (set) {
      all.set(set[0], [...(all.get(set[0]) ?? []), { at, actor, activity, value: set[1] }]);
    }
  }
  return all;
}
