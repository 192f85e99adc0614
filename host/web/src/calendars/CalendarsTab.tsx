import { Alert, Select } from 'antd';
import dayjs from 'dayjs';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { Loaded } from '../controls/Loaded';
import { useFilters } from '../controls/useFilters';
import { useKept } from '../controls/useKept';
import { useTexts } from '../texts/TextsContext';
import { ChangeSteps } from './ChangeSteps';
import { MonthView } from './MonthView';
import { calendars, type Calendar } from './server';
import { linesOf, onTop, withSpecial, type SpecialLine } from './special';
import { SpecialDaysEditor } from './SpecialDaysEditor';
import './calendars.css';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Calendars of working time: a month at a look, and special days changed with a reason and a look at what moves. */
export function CalendarsTab() {
  const { t, local } = useTexts();
  const [filter, setFilter] = useFilters();
  const list = useQuery('calendars', (signal) => calendars.list(signal));
  return (
    <Loaded query={list}>{({ items }) => {
      const name = filter('calendar') || items[0]?.name;
      return name === undefined ? <p className="quiet">{t('calendar.none')}</p> : (
        <div className="stack">
          <Select className="search" value={name} aria-label={t('calendar.which')} onChange={(calendar) => setFilter({ calendar })}
            options={items.map((c) => ({ value: c.name, label: local(c.label) || c.name }))} />
          <OneCalendar key={name} name={name} />
        </div>
      );
    }}</Loaded>
  );
}

function OneCalendar({ name }: { name: string }) {
  const { may } = useSession();
  const { t } = useTexts();
  const [filter, setFilter] = useFilters();
  const query = useQuery(`calendar/${name}`, (signal) => calendars.open(name, signal));
  // What was there when one began is kept too: what somebody else adds meanwhile is not taken away by what one adds oneself.
  const [typed, setTyped] = useKept<{ base: SpecialLine[]; lines: SpecialLine[] }>(`calendar.${name}.days`);
  const month = /^\d{4}-\d{2}$/.test(filter('month')) ? filter('month') : dayjs().format('YYYY-MM');
  return (
    <Loaded query={query}>{({ calendar, etag }) => {
      const present = linesOf(calendar.calendar);
      const kept = typed && onTop(typed.base, typed.lines, present);
      const isOvertaken = typed && typed.lines !== kept;
      const draft = kept && withSpecial(calendar.calendar, kept);
      const shown = draft && kept.every((line) => line.from) ? draft : undefined;
      return (
        <div className="stack">
          <Facts calendar={calendar} />
          <MonthView name={name} month={month} draft={shown} round={etag ?? ''} onMonth={(m) => setFilter({ month: m })} />
          <section className="panel stack" aria-label={t('calendar.special')}>
            <h2>{t('calendar.special')}</h2>
            <p className="quiet">{t('calendar.special.hint')}</p>
            {isOvertaken && <Alert className="notice" type="warning" showIcon title={t('calendar.overtaken', {
              by: calendar.changedBy ?? '—', why: calendar.reason ?? '—' })} />}
            <SpecialDaysEditor lines={kept ?? present} disabled={!may('publishRules')} day={`${month}-01`}
              onChange={(lines) => setTyped({ base: present, lines })} />
            {may('publishRules') && (
              <ChangeSteps calendar={calendar} etag={etag} draft={draft} lines={kept} onDiscard={() => setTyped(undefined)}
                onReload={query.reload}
                onDone={() => {
                  setTyped(undefined);
                  query.reload();
                }} />
            )}
          </section>
        </div>
      );
    }}</Loaded>
  );
}

function Facts({ calendar: { calendar, timeZone, holidayYears, isChanged, changedBy, changedAt, reason } }: { calendar: Calendar }) {
  const { t, dateTime } = useTexts();
  const week = calendar.week ?? {};
  return (
    <section className="panel" aria-label={t('calendar.week')}>
      <dl className="data">
        {weekdays.map((day) => (
          <div key={day}><dt>{t(`calendar.${day}`)}</dt><dd>{(week[day] ?? week.daily ?? []).join(', ') || t('calendar.rest')}</dd></div>
        ))}
        <div><dt>{t('calendar.zone')}</dt><dd>{timeZone}</dd></div>
        <div><dt>{t('calendar.holidays')}</dt><dd>{holidayYears.join(', ') || t('calendar.noHolidays')}</dd></div>
        {isChanged && (
          <div><dt>{t('calendar.changed')}</dt>
            <dd>{t('calendar.changedBy', { by: changedBy ?? '—', at: dateTime(changedAt) })}{reason && ` · ${reason}`}</dd></div>
        )}
      </dl>
    </section>
  );
}
