import { useEffect, useState } from 'react';
import { ClockCircleOutlined } from '@ant-design/icons';
import { useTexts } from '../texts/TextsContext';
import { urgencyOf, type Task } from './tasks';

/** The present minute, so that all countdowns of a page move together. */
export function useNow(everySeconds = 20): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}

export function DueTime({ task, now }: { task: Pick<Task, 'dueAt' | 'closedAt'>; now: number }) {
  const { t, span, dateTime } = useTexts();
  if (!task.dueAt) {
    return <span className="quiet">{t('inbox.noDue')}</span>;
  }
  const urgency = urgencyOf(task, now);
  const left = Date.parse(task.dueAt) - now;
  const text = urgency === 'none' ? dateTime(task.dueAt) : t(left < 0 ? 'inbox.late' : 'inbox.left', { span: span(left) });
  return (
    <span className={`due due-${urgency}`} title={dateTime(task.dueAt)}>
      <ClockCircleOutlined aria-hidden /> {text}
    </span>
  );
}
