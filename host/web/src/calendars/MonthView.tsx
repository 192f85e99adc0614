import { Button, DatePicker } from 'antd';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import dayjs from 'dayjs';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { useTexts } from '../texts/TextsContext';
import { calendars, type CalendarDay, type CalendarText } from './server';

interface Props {
  name: string;
  month: string;
  /** A calendar that is not saved yet. */
  draft: CalendarText | undefined;
  /** Changes when another calendar is saved. */
  round: string;
  onMonth: (month: string) => void;
}

/** A month as the calendar has it: which days are worked, when, and why the others are not. */
export function MonthView({ name, month, draft, round, onMonth }: Props) {
  const { t } = useTexts();
  const text = draft && JSON.stringify(draft.special);
  const query = useQuery(`month/${name}/${month}/${round}/${text ?? ''}`, (signal) => calendars.days(name, month, draft, signal));
  const go = (months: number) => onMonth(dayjs(`${month}-01`).add(months, 'month').format('YYYY-MM'));
  return (
    <section className="panel stack" aria-label={t('calendar.month')}>
      <div className="row">
        <Button icon={<LeftOutlined />} aria-label={t('calendar.before')} onClick={() => go(-1)} />
        <DatePicker picker="month" allowClear={false} value={dayjs(`${month}-01`)} aria-label={t('calendar.month')}
          format={t('calendar.monthFormat')} onChange={(m) => m && onMonth(m.format('YYYY-MM'))} />
        <Button icon={<RightOutlined />} aria-label={t('calendar.after')} onClick={() => go(1)} />
        <span className="quiet">{query.data && t('calendar.hours', hoursOf(query.data))}</span>
      </div>
      <Loaded query={query}>{(days) => <Days days={days} />}</Loaded>
    </section>
  );
}

const hoursOf = (days: CalendarDay[]) => ({
  hours: Math.round(days.reduce((n, d) => n + d.minutes, 0) / 6) / 10,
  days: days.filter((d) => d.minutes > 0).length,
});

function Days({ days }: { days: CalendarDay[] }) {
  const { t, language } = useTexts();
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  const names = Array.from({ length: 7 }, (_, n) => weekday.format(new Date(Date.UTC(1970, 0, 5 + n))));
  const before = (new Date(`${days[0]!.date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells: (CalendarDay | null)[] = [...Array.from({ length: before }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, w) => names.map((__, d) => cells[w * 7 + d] ?? null));
  return (
    <div className="month-room" tabIndex={0} role="group" aria-label={t('calendar.month')}>
      <table className="month">
        <thead><tr>{names.map((n) => <th key={n} scope="col">{n}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week, w) => (
            <tr key={w}>
              {week.map((day, d) => (day ? <Day key={d} day={day} /> : <td key={d} />))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day({ day }: { day: CalendarDay }) {
  const { t, local } = useTexts();
  return (
    <td className={`day day-${day.kind} ${day.minutes === 0 ? 'day-off' : ''}`}>
      <span className="day-number">{Number(day.date.slice(8))}</span>
      {day.name && <span className="day-name">{local(day.name)}</span>}
      <span className="day-shifts">{day.shifts.length > 0 ? day.shifts.map((s) => <span key={s}>{s}</span>) : t('calendar.rest')}</span>
    </td>
  );
}
