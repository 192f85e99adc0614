import type { Activity, Definition, Json } from './definition';

/** What a text that is JSON has in a place where the drawing needs something else. */
export interface Unsound {
  at: string;
  wanted: 'object' | 'list' | 'text' | 'number' | 'name' | 'shallow' | 'once';
}

const deepest = 60;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists as older files write them: an object with its values, or one thing alone. */
function asList(value: unknown): unknown {
  const values = isObject(value) ? value.$values : undefined;
  return Array.isArray(values) ? values : isObject(value) ? [value] : value;
}

const lists = ['activities', 'connections'] as const;

/** The same definition with plain lists, so that nothing of it is overlooked; itself where they are plain. */
export function withPlainLists<T>(value: T, depth = 0): T {
  if (!isObject(value) || depth > deepest) {
    return value;
  }
  const next: Json = value;
  let changed: Json | undefined;
  for (const [name, before] of Object.entries(next)) {
    const list = (lists as readonly string[]).includes(name) && isActivityLike(next) ? asList(before) : before;
    const after = name === 'activities' && Array.isArray(list) ? plainItems(list, depth)
      : isActivityLike(list) ? withPlainLists(list, depth + 1) : list;
    if (after !== before) {
      changed = { ...(changed ?? next), [name]: after };
    }
  }
  return (changed ?? next) as T;
}

function plainItems(list: unknown[], depth: number): unknown[] {
  const next = list.map((item) => withPlainLists(item, depth + 1));
  return next.every((item, i) => item === list[i]) ? list : next;
}

const isActivityLike = (value: unknown): value is Json => isObject(value) && typeof value.type === 'string' && 'id' in value;

type Wanted = Unsound['wanted'];
type Check = (value: unknown, at: string) => Unsound | undefined;

const absent = (value: unknown) => value === undefined || value === null;
const needs = (fine: (value: unknown) => boolean, wanted: Wanted): Check =>
  (value, at) => (fine(value) ? undefined : { at, wanted });
const orNone = (check: Check): Check => (value, at) => (absent(value) ? undefined : check(value, at));

const text = orNone(needs((v) => typeof v === 'string', 'text'));
const object = orNone(needs(isObject, 'object'));
const number = needs((v) => typeof v === 'number' && Number.isFinite(v), 'number');
const name = needs((v) => typeof v === 'string' && v !== '', 'name');

/** The first that is wrong of an object's own fields. */
function fields(value: Json, at: string, checks: Record<string, Check>): Unsound | undefined {
  for (const [field, check] of Object.entries(checks)) {
    const found = check(value[field], `${at}${field}`);
    if (found) {
      return found;
    }
  }
  return undefined;
}

const all = (checks: Record<string, Check>): Check => (value, at) =>
  isObject(value) ? fields(value, `${at}.`, checks) : { at, wanted: 'object' };

const each = (check: Check): Check => orNone((value, at) => {
  if (!Array.isArray(value)) {
    return { at, wanted: 'list' };
  }
  for (const [i, item] of value.entries()) {
    const found = check(item, `${at}[${i}]`);
    if (found) {
      return found;
    }
  }
  return undefined;
});

const position = orNone(all({ x: number, y: number }));
const metadata = orNone(all({
  displayText: text, description: text, outcomesZh: object, designer: orNone(all({ position })),
}));
const end: Check = (value, at) => (typeof value === 'string' ? undefined : all({ activity: name, port: text })(value, at));
const connections = each(all({ source: end, target: end }));
const declared = { description: text };

/** Where a definition that was read from JSON is not as the drawing needs it; undefined where it is sound. */
export function unsoundAt(definition: Definition): Unsound | undefined {
  return fields(definition, '', {
    name: text, description: text, customProperties: object, options: object, outcomes: each(name),
    variables: each(all({ name, typeName: text, ...declared })),
    inputs: each(all({ name, type: text, ...declared })),
    outputs: each(all({ name, type: text, ...declared })),
  }) ?? activityFault(definition.root, 'root', 0, new Set());
}

function activityFault(activity: Activity, at: string, depth: number, ids: Set<string>): Unsound | undefined {
  if (depth > deepest) {
    return { at, wanted: 'shallow' };
  }
  const own = fields(activity, `${at}.`, {
    id: name, type: name, name: text, customProperties: object, metadata, connections, activities: each(all({ id: name, type: name })),
  });
  if (own || ids.has(activity.id)) {
    return own ?? { at: `${at}.id`, wanted: 'once' };
  }
  ids.add(activity.id);
  for (const [property, value] of Object.entries(activity)) {
    const children = property === 'activities' ? activity.activities ?? [] : isActivityLike(value) ? [value as Activity] : [];
    for (const [i, child] of children.entries()) {
      const found = activityFault(child, property === 'activities' ? `${at}.activities[${i}]` : `${at}.${property}`, depth + 1, ids);
      if (found) {
        return found;
      }
    }
  }
  return undefined;
}
