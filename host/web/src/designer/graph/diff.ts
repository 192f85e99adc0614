import { connectionsOf } from './container';
import { walk, type Activity, type Connection, type Definition } from './definition';
import { sameConnection } from './edits';

export type Change = 'added' | 'removed' | 'changed';

export interface ActivityChange {
  id: string;
  change: Change;
  activity: Activity;
  /** The properties that differ. */
  properties: string[];
}

export interface DefinitionDiff {
  activities: ActivityChange[];
  connections: { change: 'added' | 'removed'; connection: Connection }[];
  /** What differs outside of activities: name, variables, inputs … */
  settings: string[];
}

const drawn = new Set(['metadata', 'nodeId', 'activities', 'connections']);
const notCompared = new Set(['root', 'id', 'version', 'createdAt', 'isLatest', 'isPublished', 'toolVersion', '$schema', 'links']);

/** The same whatever the order of its names. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v) ?? 'null';
}

/** Whether two say the same, places on the canvas included; what the server numbers is not looked at. */
export const isSameSource = (a: Definition, b: Definition) =>
  differing(a, b, notCompared).length === 0 && canonical(a.root) === canonical(b.root);

function differing(a: Record<string, unknown>, b: Record<string, unknown>, skip: ReadonlySet<string>): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((n) => !skip.has(n) && canonical(a[n]) !== canonical(b[n]));
}

function flat(definition: Definition) {
  const all = [...walk(definition.root)].map((w) => w.activity);
  return { byId: new Map(all.map((a) => [a.id, a])), connections: all.flatMap((a) => (a.activities ? connectionsOf(a) : [])) };
}

/** What a newer version adds, removes and changes; where an activity stands on the canvas is no change. */
export function compare(before: Definition, after: Definition): DefinitionDiff {
  const [old, now] = [flat(before), flat(after)];
  const activities: ActivityChange[] = [];
  for (const [id, activity] of now.byId) {
    const former = old.byId.get(id);
    const properties = former ? changedProperties(former, activity) : [];
    if (!former || properties.length > 0) {
      activities.push({ id, activity, change: former ? 'changed' : 'added', properties });
    }
  }
  for (const [id, activity] of old.byId) {
    if (!now.byId.has(id)) {
      activities.push({ id, activity, change: 'removed', properties: [] });
    }
  }
  const lacking = (from: Connection[], other: Connection[]) => from.filter((c) => !other.some((o) => sameConnection(o, c)));
  return {
    activities,
    connections: [
      ...lacking(now.connections, old.connections).map((connection) => ({ change: 'added' as const, connection })),
      ...lacking(old.connections, now.connections).map((connection) => ({ change: 'removed' as const, connection })),
    ],
    settings: differing(before, after, notCompared),
  };
}

function changedProperties(before: Activity, after: Activity): string[] {
  const nested = Object.keys({ ...before, ...after }).filter((n) => isNested(before[n]) || isNested(after[n]));
  const skip = new Set([...drawn, ...nested]);
  const text = (a: Activity) => `${a.metadata?.displayText ?? ''}\n${String(a.metadata?.displayTextZh ?? '')}`;
  return [...differing(before, after, skip), ...(text(before) === text(after) ? [] : ['displayText'])];
}

// What an embedded port holds is compared on its own.
const isNested = (value: unknown) => typeof value === 'object' && value !== null && 'type' in value && 'id' in value;

export const isSame = (diff: DefinitionDiff) => diff.activities.length + diff.connections.length + diff.settings.length === 0;
