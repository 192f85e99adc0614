import type { LocalText } from '../texts/TextsContext';

export type Data = Record<string, unknown>;

export const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that is there in both languages. */
export const isText = (value: Data) => Object.keys(value).length > 0
  && Object.entries(value).every(([name, text]) => (name === 'en' || name === 'zh') && typeof text === 'string');

/** A fact with its type, and what may stand beside it: as rules give their conclusions. */
export const isFact = (value: Data): value is { type: string; fact: Data; reason?: LocalText } =>
  typeof value.type === 'string' && isData(value.fact);

/** What a text holds that programs wrote as JSON, such as what a request brought; the text itself where it holds nothing of the kind. */
export function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) {
    return value;
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const longestWord = 16;

/** Several short texts, such as numbers of orders, that are read beside one another. */
export const areWords = (values: unknown[]): boolean =>
  values.length > 1 && values.every((value) => typeof value === 'number' || (typeof value === 'string' && value.length <= longestWord));

/** What needs the whole width, below its name. */
export const isLarge = (value: unknown): boolean =>
  isData(value) ? !isText(value) && Object.keys(value).length > 0 : Array.isArray(value) && value.some(isLarge);

/** Several things of the same kind, whose values are short: a table; null for anything else. */
export function rowsOf(value: unknown): Data[] | null {
  if (!Array.isArray(value) || value.length < 2) {
    return null;
  }
  const alike = value.every((row) => isData(row) && !isText(row) && !isFact(row) && Object.values(row).every((v) => !isLarge(v)));
  const names = alike ? new Set((value as Data[]).flatMap(Object.keys)) : new Set();
  return names.size > 0 && (value as Data[]).every((row) => Object.keys(row).length * 2 >= names.size) ? (value as Data[]) : null;
}

/** A name of programs as a word of people: falsePositives as "False positives". */
export function sentence(name: string): string {
  const apart = (_: string, end: string, begin: string) => `${end} ${begin.toLowerCase()}`;
  const words = name.replace(/[_-]+/g, ' ').replace(/([a-z\d])([A-Z])/g, apart);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const number = /^[0-9a-f]{24}([0-9a-f]{8}(?:\.\d+)?)$/;

/** A number of the product's own, which nobody reads out, by its end, where numbers differ; undefined for any other text. */
export const endOfNumber = (text: string): string | undefined => {
  const end = number.exec(text)?.[1];
  return end && `…${end}`;
};

const length = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;

/** The milliseconds of a length of time as programs write it; undefined for any other text. */
export function millisecondsOf(text: string): number | undefined {
  const [whole, minus, days, hours, minutes, seconds] = length.exec(text) ?? [];
  if (whole === undefined || (days ?? hours ?? minutes ?? seconds) === undefined) {
    return undefined;
  }
  const sum = ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0);
  return (minus ? -1000 : 1000) * sum;
}
