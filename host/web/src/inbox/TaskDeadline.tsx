import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '../api/useQuery';
import { DeadlineList } from '../calendars/Arithmetic';
import { calendars } from '../calendars/server';
import { Loaded } from '../controls/Loaded';
import { useTexts } from '../texts/TextsContext';

/** How a task's due time comes about; asked for when somebody wants to know. */
export function TaskDeadline({ taskId, dueAt }: { taskId: string; dueAt: string }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const query = useQuery(open ? `task-deadline/${taskId}/${dueAt}` : null, (signal) => calendars.ofTask(taskId, signal));
  return (
    <div className="task-deadline">
      <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>{t('calendar.how')}</Button>
      {open && <Loaded query={query}>{(deadlines) => <DeadlineList deadlines={deadlines} />}</Loaded>}
    </div>
  );
}
