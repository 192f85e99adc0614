import { useQuery } from '../api/useQuery';
import { useTexts } from '../texts/TextsContext';
import { calendars, type Count, type Deadline } from './server';
import './calendars.css';

/** How a due time comes about, interval by interval. */
export function Arithmetic({ count }: { count: Count }) {
  const { t, local, dateTime } = useTexts();
  const known = useQuery('calendars', (signal) => calendars.list(signal));
  const calendar = local(known.data?.items.find(({ name }) => name === count.calendar)?.label) || count.calendar;
  return (
    <>
      <p className="quiet">{t('calendar.counted', { calendar, at: dateTime(count.from) })}</p>
      <ol className="arithmetic">
        {count.steps.map((step, i) => <li key={i} className={`step-${step.kind}`}>{local(step.text)}</li>)}
        <li><strong>{count.until ? t('calendar.due', { at: dateTime(count.until) }) : t('calendar.paused')}</strong></li>
      </ol>
    </>
  );
}

/** Due times with their arithmetic and how changed calendars moved them. */
export function DeadlineList({ deadlines, nameOf }: { deadlines: Deadline[]; nameOf?: (activity: string) => string }) {
  const { t, local, dateTime } = useTexts();
  if (deadlines.length === 0) {
    return <p className="quiet">{t('calendar.noDeadlines')}</p>;
  }
  return (
    <div className="stack">
      {deadlines.map((d) => (
        <section key={`${d.instance}/${d.tag}`} aria-label={nameOf?.(d.activityId)}>
          {nameOf && (
            <div className="row">
              <strong>{nameOf(d.activityId)}</strong>
              <span>
                {d.dueAt ? t(d.isOpen ? 'calendar.dueAt' : 'calendar.wasDue', { at: dateTime(d.dueAt) }) : t('calendar.paused')}
              </span>
            </div>
          )}
          {d.arithmetic && <Arithmetic count={d.arithmetic} />}
          {d.moves.map((m, i) => (
            <p key={i} className="quiet">
              {t('calendar.moved', { from: dateTime(m.from), to: dateTime(m.to), by: m.by, why: local(m.why) })}
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}
