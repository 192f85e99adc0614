/** What the server tells open pages: that things of a kind have changed. What they are now is asked for as ever. */
export type Kind = 'tasks' | 'runs' | 'facts';

export interface Change {
  kind: Kind;
  /** Which ones; null where they are too many to name. */
  ids: string[] | null;
}

/** What a page wants to hear of: all of a kind, or one of them. */
export interface Interest {
  kind: Kind;
  id?: string;
}

export const concerns = (change: Change, interests: Interest[]) => interests.some(({ kind, id }) =>
  kind === change.kind && (id === undefined || change.ids === null || change.ids.includes(id)));

const longestPause = 60_000;

/** The pause before the next attempt to connect: it doubles, and no two pages come back in the same moment. */
export function pauseBefore(attempt: number, chance: number = Math.random()): number {
  const pause = Math.min(1000 * 2 ** attempt, longestPause);
  return Math.round(pause * (0.5 + chance / 2));
}

type Hear = (change: Change) => void;
const hearers = new Set<Hear>();
const watchers = new Set<() => void>();
let connected = false;

export const isLive = () => connected;

export function setLive(now: boolean): void {
  if (now !== connected) {
    connected = now;
    watchers.forEach((watch) => watch());
  }
}

export function watchLive(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

export function hear(listener: Hear): () => void {
  hearers.add(listener);
  return () => hearers.delete(listener);
}

export function tell(change: Change): void {
  hearers.forEach((listener) => listener(change));
}
