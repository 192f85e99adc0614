import { millisecondsOf } from '../controls/data';

/** What a parameter may be, as its file says it: one of some values, or anything between two. */
export type Allowed = { choices: unknown[] } | { least: unknown; most: unknown };

const range = /^[[(\]]\s*(.+?)\s*\.\.\s*(.+?)\s*[\])[]$/;
const listed = /"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)/g;

const valueOf = (text: string): unknown => {
  const plain = text.replace(/^@/, '');
  return plain.startsWith('"') ? (JSON.parse(plain) as unknown) : Number(plain);
};

/** Reads what a file allows; undefined where it says nothing that a form could use. */
export function allowedOf(text: string | null | undefined): Allowed | undefined {
  if (!text) {
    return undefined;
  }
  const between = range.exec(text);
  try {
    if (between) {
      return { least: valueOf(between[1]!), most: valueOf(between[2]!) };
    }
    const choices = [...text.matchAll(listed)].map(([whole]) => valueOf(whole));
    return text.replace(listed, '').replace(/[,\s]/g, '') === '' && choices.length > 0 ? { choices } : undefined;
  } catch {
    return undefined;
  }
}

const units = { D: 86_400, H: 3600, M: 60, S: 1 } as const;
export type DurationUnit = keyof typeof units;
export const durationUnits = Object.keys(units) as DurationUnit[];

/** How much a duration is in another unit. */
export const amountIn = (amount: number, unit: DurationUnit, wanted: DurationUnit) => (amount * units[unit]) / units[wanted];

/** A duration as people say it, in its largest unit that leaves no rest; undefined where it is none of days and time. */
export function durationOf(iso: unknown): { amount: number; unit: DurationUnit } | undefined {
  const length = typeof iso === 'string' ? millisecondsOf(iso) : undefined;
  if (length === undefined) {
    return undefined;
  }
  const seconds = length / 1000;
  const unit = durationUnits.find((u) => seconds !== 0 && Number.isInteger(seconds / units[u])) ?? 'H';
  return { amount: seconds / units[unit], unit };
}

/** The one way to write a duration, which is the rules' own. */
export function isoOf(amount: number, unit: DurationUnit): string {
  let left = Math.round(Math.abs(amount) * units[unit]);
  const [days, ...times] = durationUnits.map((u) => {
    const n = Math.floor(left / units[u]);
    left -= n * units[u];
    return n > 0 ? `${n}${u}` : '';
  });
  const time = times.join('');
  return `${amount < 0 ? '-' : ''}P${days}${time && `T${time}`}${days || time ? '' : 'T0S'}`;
}

/** Whether two values say the same: lists by what is in them. */
export const sameValue = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Whether a number, a text or a duration lies beyond what is allowed. */
export function isOutside(value: unknown, allowed: Allowed | undefined): boolean {
  if (!allowed || !('least' in allowed) || value === null || value === undefined || value === '') {
    return false;
  }
  const size = (v: unknown) => (typeof v === 'string' ? millisecondsOf(v) ?? v : v) as number | string;
  const [at, least, most] = [size(value), size(allowed.least), size(allowed.most)];
  return typeof at === typeof least && (at < least || at > most);
}
