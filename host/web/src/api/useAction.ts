import { useCallback, useEffect, useRef, useState } from 'react';
import { onSignedInAgain } from './client';
import { asProblem, isFormFault, type Problem } from './problem';

export interface Action {
  busy: boolean;
  problem: Problem | undefined;
  clear(): void;
  /** Runs the work; false when it failed, and then the problem says why, or when work is still under way: a second click adds nothing. */
  run(work: () => Promise<void>): Promise<boolean>;
}

/** One thing a person may do at a time, with its refusal kept to be shown. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const underWay = useRef(false);
  const run = useCallback(async (work: () => Promise<void>) => {
    if (underWay.current) {
      return false;
    }
    underWay.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (fault) {
      setProblem(isFormFault(fault) ? undefined : asProblem(fault));
      return false;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setProblem(undefined), []);
  const signedOut = problem?.status === 401;
  useEffect(() => (signedOut ? onSignedInAgain(clear) : undefined), [signedOut, clear]);
  return { busy, problem, clear, run };
}
