import type { Language } from './language';

type Moment = string | number | Date | null | undefined;

/** Dates, money and lengths of time as the reader's locale has them. */
export interface Formats {
  dateTime(value: Moment): string;
  date(value: Moment): string;
  /** Day and month, where the year is plain. */
  dayOfYear(value: Moment): string;
  /** A month, given as 2026-10. */
  month(value: string): string;
  time(value: Moment): string;
  number(value: number | string | null | undefined, digits?: number): string;
  money(value: number | string | null | undefined): string;
  percent(value: number | null | undefined): string;
  /** A length of time in its two largest units. */
  span(milliseconds: number): string;
}

// A date alone is that day wherever one reads it; read as a moment it would be the day before to the west of Greenwich.
const asLocal = (value: string | number | Date) =>
  (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00` : value);

const units = [
  [86_400_000, 'd', '天'],
  [3_600_000, 'h', '小时'],
  [60_000, 'min', '分'],
  [1_000, 's', '秒'],
] as const;

export function formatsFor(language: Language): Formats {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const short = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric' });
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const moment = (format: Intl.DateTimeFormat) => (value: Moment) => {
    const date = value === null || value === undefined || value === '' ? null : new Date(asLocal(value));
    return date && !Number.isNaN(date.getTime()) ? format.format(date) : '—';
  };
  const figure = (value: number | string | null | undefined, format: (n: number) => string) => {
    const number = value === '' || value === null || value === undefined ? Number.NaN : Number(value);
    return Number.isNaN(number) ? '—' : format(number);
  };
  return {
    dateTime: moment(whole),
    date: moment(day),
    dayOfYear: moment(short),
    month: (value) => moment(month)(`${value}-01`),
    time: moment(clock),
    number: (value, digits = 2) => figure(value, (n) => n.toLocaleString(locale, { maximumFractionDigits: digits })),
    money: (value) => figure(value, (n) => money.format(n)),
    percent: (value) => figure(value, (n) => percent.format(n)),
    span: (milliseconds) => span(milliseconds, language),
  };
}

function span(milliseconds: number, language: Language): string {
  let rest = Math.abs(milliseconds);
  const parts: string[] = [];
  for (const [size, en, zh] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || (parts.length === 0 && size === 1_000)) {
      parts.push(language === 'zh' ? `${count} ${zh}` : `${count} ${en}`);
    }
    if (parts.length === 2 || (parts.length === 1 && count === 0)) {
      break;
    }
  }
  return parts.slice(0, 2).join(' ');
}
