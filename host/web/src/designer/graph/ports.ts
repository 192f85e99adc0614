import { isActivity, isWrapped, type Activity, type Connection } from './definition';
import type { Descriptor } from './descriptors';

/** The value of a property where it is a plain list, or an expression that holds one literally. */
export function literalList(value: unknown): unknown[] {
  const plain = isWrapped(value) ? value.expression?.value : value;
  if (Array.isArray(plain)) {
    return plain;
  }
  if (typeof plain !== 'string') {
    return [];
  }
  try {
    const read: unknown = JSON.parse(plain);
    return Array.isArray(read) ? read : [];
  } catch {
    return plain.split(/[,\n，]/).map((s) => s.trim()).filter(Boolean);
  }
}

function nameOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) {
    return String(entry);
  }
  const { label, name } = entry as { label?: unknown; name?: unknown };
  return String(label ?? name ?? '');
}

/** The outcomes an activity can end with in a flowchart: those that one of its inputs names, then those of its type. */
export function outcomesOf(activity: Activity, descriptor: Descriptor, connections: Connection[] = []): string[] {
  const source = descriptor.inputs.find((i) => i.name === descriptor.outcomesFrom);
  const ordinary = literalList(source?.default).map(nameOf);
  const written = source && activity[source.property] ? literalList(activity[source.property]).map(nameOf) : ordinary;
  // What the input has by default is there only while nothing else is written.
  const typed = descriptor.outcomes.filter((o) => !ordinary.includes(o));
  // A connection from an outcome that is not described any more stays visible, so that it can be mended.
  const used = connections.filter((c) => c.source.activity === activity.id).map((c) => c.source.port ?? 'Done');
  return [...new Set([...written, ...typed, ...used])].filter(Boolean);
}

export interface EmbeddedPort {
  name: string;
  inner?: Activity;
}

/** The ports that hold an activity of their own, described or filled. */
export function embeddedPorts(activity: Activity, descriptor: Descriptor): EmbeddedPort[] {
  const filled = Object.keys(activity).filter((name) => isActivity(activity[name]) && !descriptor.ports.includes(name));
  return [...descriptor.ports, ...filled].map((name) => {
    const inner = activity[name];
    return { name, inner: isActivity(inner) ? inner : undefined };
  });
}
