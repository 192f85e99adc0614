import { wordOf } from '../controls/words';
import type { Texts } from '../texts/TextsContext';
import type { Run } from './server';

/** What a run is called: as somebody named it, by its key, or by the end of its number, where numbers differ. */
export const titleOf = (run: Run, t: Texts['t']) =>
  run.name || keyOf(run.businessKey, run, t) || keyOf(run.correlationId, run, t) || `…${run.id.slice(-8)}`;

/** A key that says more than the run's own number: what it begins with, such as the kind of thing, in the reader's words. */
export const keyOf = (key: string | null | undefined, run: Run, t: Texts['t']) =>
  (key === run.id ? undefined : key?.replace(/^[a-z]+(?= )/i, (word) => wordOf(word, t) ?? word));
