import type { LocalText } from '../texts/TextsContext';

export interface TaskComment {
  at: string;
  actor: string;
  text: string;
}

/** Work for a person, as the server lists it. */
export interface Task {
  id: string;
  runId: string;
  definitionId: string;
  definitionName?: LocalText;
  activityId: string;
  title: LocalText;
  state: 'open' | 'claimed' | 'completed' | 'cancelled';
  candidateRoles: string[];
  candidateUsers: string[];
  assignee?: string | null;
  /** Whose substitute the reader is, where the task is theirs only for that reason. */
  standsInFor?: string | null;
  form?: unknown;
  data?: unknown;
  outcomes: string[];
  /** What the outcomes are called in both languages, where the definition says it. */
  outcomeLabels?: Record<string, LocalText> | null;
  dueAt?: string | null;
  createdAt: string;
  closedAt?: string | null;
  outcome?: string | null;
  comments?: TaskComment[];
}

export type Urgency = 'late' | 'soon' | 'calm' | 'none';

const soon = 2 * 3_600_000;

export function urgencyOf(task: Pick<Task, 'dueAt' | 'closedAt'>, now: number): Urgency {
  if (!task.dueAt || task.closedAt) {
    return 'none';
  }
  const left = Date.parse(task.dueAt) - now;
  if (left < 0) {
    return 'late';
  }
  return left < soon ? 'soon' : 'calm';
}

/** Earliest due first; what has no deadline comes after, oldest first. */
export function byDue(a: Task, b: Task): number {
  const due = (task: Task) => (task.dueAt ? Date.parse(task.dueAt) : Number.POSITIVE_INFINITY);
  const difference = due(a) - due(b);
  return Number.isNaN(difference) || difference === 0 ? Date.parse(a.createdAt) - Date.parse(b.createdAt) : difference;
}

export const isOpen = (task: Task) => task.state === 'open' || task.state === 'claimed';

/** What a column of the store holds as JSON text, read; what is read already, as it is. */
export function asJson(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Tasks that can be closed together: of the same step, open, and with no form to fill in. */
export function closableTogether(tasks: Task[], needsForm: (task: Task) => boolean): boolean {
  const first = tasks[0];
  return first !== undefined
    && tasks.every((t) => isOpen(t) && t.definitionId === first.definitionId && t.activityId === first.activityId && !needsForm(t));
}
