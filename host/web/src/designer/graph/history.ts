/** Undo and redo over whole states. Changes with the same key, one after the other, are one step, as the letters of a word. */
export interface History<T> {
  past: T[];
  present: T;
  future: T[];
  key: string | null;
}

const deepest = 200;

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], key: null });

export function change<T>(history: History<T>, next: T, key: string | null = null): History<T> {
  if (next === history.present) {
    return history;
  }
  const joins = key !== null && key === history.key && history.past.length > 0;
  return { past: joins ? history.past : [...history.past, history.present].slice(-deepest), present: next, future: [], key };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  return before === undefined
    ? history
    : { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], key: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [after, ...future] = history.future;
  return after === undefined ? history : { past: [...history.past, history.present], present: after, future, key: null };
}
