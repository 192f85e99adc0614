import type { Run } from './server';

/** What a run is called: as somebody named it, by its key, or by the end of its number, where numbers differ. */
export const titleOf = (run: Run) => run.name || keyOf(run.businessKey, run) || keyOf(run.correlationId, run) || `…${run.id.slice(-8)}`;

/** A key that says more than the run's own number. */
export const keyOf = (key: string | null | undefined, run: Run) => (key === run.id ? undefined : key);
