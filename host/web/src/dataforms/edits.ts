import { isData, type Data } from '../controls/data';
import { kindOf, type Shape, type ValueKind } from './shape';

/** What a value of that kind begins as. */
export function emptyOf(kind: ValueKind): unknown {
  const begin: Record<ValueKind, unknown> = {
    text: '', number: 0, yesNo: false, date: undefined, dateTime: undefined, list: [], group: {}, nothing: null,
  };
  return begin[kind];
}

const truths: Record<string, boolean> = { true: true, yes: true, 1: true, false: false, no: false, 0: false };

/** The value as one of another kind, with what of it can be kept. */
export function withKind(value: unknown, kind: ValueKind, today: string): unknown {
  if (kindOf(value) === kind) {
    return value;
  }
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  switch (kind) {
    case 'text':
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : text;
    case 'number':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : 0;
    case 'yesNo':
      return truths[text.toLowerCase()] ?? false;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}T/.test(text) ? text.slice(0, 10) : today.slice(0, 10);
    case 'dateTime':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00${today.slice(19)}` : today;
    case 'list':
      return readAs(text, Array.isArray) ?? (value === undefined || value === null || value === '' ? [] : [value]);
    case 'group':
      return readAs(text, isData) ?? (Array.isArray(value) && value.length === 1 && isData(value[0]) ? value[0] : {});
    default:
      return null;
  }
}

function readAs(text: string, fits: (read: unknown) => boolean): unknown {
  try {
    const read: unknown = JSON.parse(text);
    return fits(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** The names of a group: the declared ones first, then what else is there. */
export const namesOf = (value: Data, shape?: Shape): string[] => [...new Set([...Object.keys(shape?.fields ?? {}), ...Object.keys(value)])];

/** The group with another value under that name; without it where there is none. */
export function put(group: Data, name: string, value: unknown): Data {
  const { [name]: _, ...others } = group;
  return value === undefined ? others : { ...group, [name]: value };
}

/** The group with something called otherwise, in its place. */
export const renamed = (group: Data, from: string, to: string): Data =>
  Object.fromEntries(Object.entries(group).map(([name, value]) => [name === from ? to : name, value]));

export function freeName(stem: string, taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`${stem}${n}`)) {
    n++;
  }
  return `${stem}${n}`;
}

/** An entry to begin with that is like the last one of the list: a group of the same names, with nothing in them. */
export function nextEntry(list: readonly unknown[], items?: Shape): unknown {
  const last = list.at(-1);
  const kind = items?.kind ?? (list.length > 0 ? kindOf(last) : items?.fields ? 'group' : 'text');
  if (isData(last) && kind === 'group') {
    return Object.fromEntries(Object.entries(last).map(([name, value]) => [name, emptyOf(kindOf(value)) ?? '']));
  }
  return emptyOf(kind) ?? '';
}

/** The value that a text says, or that it says none. */
export function readJson(text: string): { value: unknown } | null {
  if (text.trim() === '') {
    return { value: undefined };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

export const writeJson = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));
