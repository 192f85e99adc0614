import { useState } from 'react';
import { Checkbox, Tag } from 'antd';
import { useTexts } from '../texts/TextsContext';
import { BulkBar } from './BulkBar';
import type { Colleagues } from './colleagues';
import { DueTime } from './DueTime';
import { TaskStateTag } from './TaskPanel';
import { isOpen, type Task } from './tasks';

interface Props {
  tasks: Task[];
  chosen: string;
  now: number;
  onOpen: (id: string) => void;
  onChanged: () => void;
  colleagues: Colleagues;
}

export function TaskList({ tasks, chosen, now, onOpen, onChanged, colleagues }: Props) {
  const { t, local } = useTexts();
  const [ticked, setTicked] = useState<string[]>([]);
  const selected = tasks.filter((task) => ticked.includes(task.id));
  const tick = (id: string) => setTicked((before) => (before.includes(id) ? before.filter((x) => x !== id) : [...before, id]));
  return (
    <>
      {selected.length > 0 && <BulkBar tasks={selected} onDone={() => setTicked([])} onPart={onChanged} />}
      {tasks.length > 1 && (
        <Checkbox className="task-all" checked={selected.length === tasks.length}
          indeterminate={selected.length > 0 && selected.length < tasks.length}
          onChange={(e) => setTicked(e.target.checked ? tasks.map((task) => task.id) : [])}>{t('table.all')}</Checkbox>
      )}
      <ul className="tasks">
        {tasks.map((task) => (
          <li key={task.id} className={task.id === chosen ? 'task-item task-item-chosen' : 'task-item'}>
            <Checkbox
              checked={ticked.includes(task.id)}
              onChange={() => tick(task.id)}
              aria-label={t('inbox.tick', { title: local(task.title) })}
            />
            <button
              type="button"
              className="task-open"
              aria-current={task.id === chosen || undefined}
              onClick={() => onOpen(task.id)}
            >
              <span className="task-process quiet">{local(task.definitionName) || task.definitionId}</span>
              <span className="task-title">{local(task.title)}</span>
              <span className="task-line">
                <DueTime task={task} now={now} />
                {task.standsInFor && isOpen(task)
                  ? <Tag color="purple">{t('inbox.standsIn', { person: colleagues.nameOf(task.standsInFor) })}</Tag>
                  : <TaskStateTag task={task} nameOf={colleagues.nameOf} />}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
