import { isData } from '../controls/data';
import type { LocalText } from '../texts/TextsContext';

/** What a value is to people who write one. */
export type ValueKind = 'text' | 'number' | 'yesNo' | 'date' | 'dateTime' | 'list' | 'group' | 'nothing';

export const valueKinds: readonly ValueKind[] = ['text', 'number', 'yesNo', 'date', 'dateTime', 'list', 'group', 'nothing'];

/** What is declared of a value; where its kind is not, it may be anything. */
export interface Shape {
  kind?: ValueKind;
  label?: LocalText;
  unit?: string | null;
  choices?: { value: unknown; label: LocalText }[];
  /** What a group has in it; more may be added. */
  fields?: Record<string, Shape>;
  /** What each entry of a list is. */
  items?: Shape;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** The kind of a value that is there; what is not there is of the kind that is declared, else a text that nobody has typed yet. */
export function kindOf(value: unknown, shape?: Shape): ValueKind {
  if (value === undefined) {
    return shape?.kind ?? (shape?.fields ? 'group' : 'text');
  }
  if (Array.isArray(value)) {
    return 'list';
  }
  if (typeof value === 'string') {
    return moment.test(value) ? 'dateTime' : day.test(value) ? 'date' : 'text';
  }
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'yesNo' : isData(value) ? 'group' : 'nothing';
}

/** Whether a value can stand in the control of its declared kind. */
export function fits(value: unknown, shape: Shape | undefined): boolean {
  const wanted = shape?.kind;
  const kind = kindOf(value, shape);
  return wanted === undefined || value === undefined || kind === wanted || (wanted === 'text' && typeof value === 'string');
}

const typeKinds: [RegExp, ValueKind][] = [
  [/\[\]$|^list|array/i, 'list'],
  [/bool/i, 'yesNo'],
  [/^(u?int|long|short|byte|number|decimal|double|single|float)/i, 'number'],
  [/datetime|date and time|instant/i, 'dateTime'],
  [/^date/i, 'date'],
  [/string|text|guid|uri|time|duration/i, 'text'],
];

/** The kind that a type of definitions or facts stands for; undefined where anything may stand. */
export const kindOfType = (type: string): ValueKind | undefined => typeKinds.find(([name]) => name.test(type))?.[1];

const entryType = /^list<(.+)>$|^list of (.+)$|^(.+)\[\]$/;

/** The shape of a value of that type. */
export function shapeOfType(type: string): Shape {
  const [whole, ...found] = entryType.exec(type) ?? [];
  const kind = kindOfType(type);
  return whole === undefined ? { kind } : { kind: 'list', items: { kind: kindOfType(found.find(Boolean)!) } };
}
