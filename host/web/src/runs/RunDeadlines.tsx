import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { DeadlineList } from '../calendars/Arithmetic';
import { calendars } from '../calendars/server';
import { Loaded } from '../controls/Loaded';

/** The due times of a run, each with its arithmetic. */
export function RunDeadlines({ runId, nameOf }: { runId: string; nameOf: (activity: string) => string }) {
  const query = useQuery(`deadlines/${runId}`, (signal) => calendars.ofRun(runId, signal));
  useLive(query.reload, [{ kind: 'runs', id: runId }], 30);
  return <Loaded query={query}>{(deadlines) => <DeadlineList deadlines={deadlines} nameOf={nameOf} />}</Loaded>;
}
