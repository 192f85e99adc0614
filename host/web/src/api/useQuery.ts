import { useCallback, useEffect, useRef, useState } from 'react';
import { onSignedInAgain } from './client';
import { asProblem, type Problem } from './problem';

export interface Queried<T> {
  data: T | undefined;
  problem: Problem | undefined;
  loading: boolean;
  reload(): void;
  /** Puts a known answer in place, as after a change that returned it. */
  set(data: T): void;
}

const patience = 5000;

/**
 * Asks whenever the key changes, and again when a server that did not answer may answer, or who was signed out is signed in.
 * The former answer stays in sight while a newer one of the same key is asked for; a key of null asks
 * nothing. {@link useLive} keeps it fresh.
 */
export function useQuery<T>(key: string | null, fetcher: (signal: AbortSignal) => Promise<T>): Queried<T> {
  const [state, setState] = useState<{ key: string | null; data?: T; problem?: Problem }>({ key: null });
  const [round, setRound] = useState(0);
  const latest = useRef(fetcher);
  latest.current = fetcher;

  useEffect(() => {
    if (key === null) {
      return;
    }
    const abort = new AbortController();
    latest.current(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ key, data }),
      (fault: unknown) => {
        if (!abort.signal.aborted) {
          setState((before) => ({ key, data: before.key === key ? before.data : undefined, problem: asProblem(fault) }));
        }
      },
    );
    return () => abort.abort();
  }, [key, round]);

  const status = state.key === key ? state.problem?.status : undefined;
  useEffect(() => {
    if (status === 401) {
      return onSignedInAgain(() => setRound((r) => r + 1));
    }
    if (status !== 0) {
      return;
    }
    const timer = setInterval(() => document.visibilityState === 'visible' && setRound((r) => r + 1), patience);
    return () => clearInterval(timer);
  }, [status]);

  const reload = useCallback(() => setRound((r) => r + 1), []);
  const set = useCallback((data: T) => setState({ key, data }), [key]);

  const current = state.key === key;
  return {
    data: current ? state.data : undefined,
    problem: current ? state.problem : undefined,
    loading: key !== null && !current,
    reload,
    set,
  };
}
