import type { CalendarText, SpecialDays } from './server';

/** Special days as they are edited: one stretch a line. */
export interface SpecialLine {
  zh: string;
  en: string;
  from: string;
  to: string;
  /** Shifts with commas between them; none is a day of rest. */
  shifts: string;
}

// A plain name stands under the language that it is written in.
const textOf = (name: SpecialDays['name'], language: 'en' | 'zh') =>
  (typeof name !== 'string' ? name?.[language] : /[\u4e00-\u9fff]/.test(name) === (language === 'zh') ? name : '') ?? '';

export const linesOf = (calendar: CalendarText): SpecialLine[] => (calendar.special ?? []).map((s) => ({
  zh: textOf(s.name, 'zh'),
  en: textOf(s.name, 'en'),
  from: s.date ?? s.from ?? '',
  to: s.to ?? s.date ?? s.from ?? '',
  shifts: (s.shifts ?? []).join(', '),
}));

/** The shifts of a line; typed in Chinese or not. */
export const shiftsOf = (text: string) =>
  text.replace(/：/g, ':').replace(/[–—~～]/g, '-').split(/[,，、;；\n]/).map((s) => s.replace(/\s+/g, '')).filter(Boolean);

const shift = /^([01]?\d|2[0-3]):[0-5]\d-(([01]?\d|2[0-3]):[0-5]\d|24:00)$/;

export const areShifts = (text: string) => shiftsOf(text).every((s) => shift.test(s));

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * One's own lines on top of a calendar that somebody else has changed since: what they added stays, what one took away or changed is
 * taken from theirs.
 */
export function onTop(base: SpecialLine[], mine: SpecialLine[], theirs: SpecialLine[]): SpecialLine[] {
  if (same(base, theirs)) {
    return mine;
  }
  const isIn = (lines: SpecialLine[], line: SpecialLine) => lines.some((other) => same(other, line));
  const left = theirs.filter((line) => !isIn(base, line) || isIn(mine, line));
  return [...left, ...mine.filter((line) => !isIn(base, line) && !isIn(theirs, line))];
}

/** The calendar with these special days, the earliest first; everything else stays as it is. */
export function withSpecial(calendar: CalendarText, lines: SpecialLine[]): CalendarText {
  const special = [...lines].sort((a, b) => a.from.localeCompare(b.from)).map((line) => {
    const en = line.en.trim() || line.zh.trim();
    return {
      name: line.zh.trim() && line.zh.trim() !== en ? { en, zh: line.zh.trim() } : en,
      ...(line.to && line.to !== line.from ? { from: line.from, to: line.to } : { date: line.from }),
      shifts: shiftsOf(line.shifts),
    };
  });
  return { ...calendar, special };
}
