import { Empty } from 'antd';
import { Link } from 'react-router';
import { api, segment, type Page } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { useColleagues } from '../inbox/colleagues';
import { DueTime, useNow } from '../inbox/DueTime';
import { TaskStateTag } from '../inbox/TaskPanel';
import type { Task } from '../inbox/tasks';
import { useTexts } from '../texts/TextsContext';

const all = 'open,claimed,completed,cancelled';

/** The work for people that a run has made. */
export function RunTasks({ runId }: { runId: string }) {
  const { t, local } = useTexts();
  const now = useNow();
  const { nameOf } = useColleagues();
  const query = useQuery(`run-tasks/${runId}`, (signal) => api.get<Page<Task>>('/api/tasks', { run: runId, state: all }, signal));
  useLive(query.reload, [{ kind: 'runs', id: runId }], 20);
  return (
    <Loaded query={query}>
      {({ items }) => items.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('runs.noTasks')} /> : (
        <ul className="plain">
          {items.map((task) => (
            <li key={task.id} className="row"><Link to={`/inbox/${segment(task.id)}`}>{local(task.title)}</Link>
              <TaskStateTag task={task} nameOf={nameOf} /><DueTime task={task} now={now} /></li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
