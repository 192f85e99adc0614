import { changeContainer, connectionsOf, containerAt, type Path } from './container';
import { flowchartType, freeId, isFlowchart, type Activity, type Connection, type Definition, type Point } from './definition';
import type { Descriptor } from './descriptors';
import { outcomesOf } from './ports';

export const gridX = 280;
export const gridY = 110;

export const positionOf = (activity: Activity): Point | undefined => activity.metadata?.designer?.position;

export function withPosition(activity: Activity, position: Point): Activity {
  const { metadata = {} } = activity;
  return {
    ...activity,
    metadata: {
      ...metadata,
      designer: { ...metadata.designer, position: { x: Math.round(position.x), y: Math.round(position.y) } },
    },
  };
}

/** A new activity with the defaults of its description. */
export function newActivity(definition: Definition, descriptor: Descriptor): Activity {
  const activity: Activity = {
    id: freeId(definition, descriptor.type),
    type: descriptor.type,
    version: 1,
    customProperties: {},
    metadata: {},
  };
  activity.name = activity.id;
  for (const input of descriptor.inputs.filter((i) => i.default !== undefined && i.default !== null)) {
    activity[input.property] = input.isWrapped
      ? { typeName: input.typeName, expression: { type: input.defaultSyntax, value: input.default } }
      : input.default;
  }
  if (descriptor.isContainer) {
    activity.activities = [];
    if (descriptor.type === flowchartType) {
      activity.connections = [];
    }
  }
  return activity;
}

export interface Added {
  definition: Definition;
  id: string;
}

/** Adds an activity where it is dropped, or behind another one and connected to its first free outcome. */
export function addActivity(
  definition: Definition,
  path: Path,
  descriptor: Descriptor,
  at: Point | { after?: Activity; from?: Descriptor },
): Added {
  const container = containerAt(definition, path);
  if (!container) {
    return { definition, id: '' };
  }
  const activity = newActivity(definition, descriptor);
  const dropped = 'x' in at;
  const after = dropped ? undefined : at.after;
  const position = dropped ? at : behind(container, after);
  const next = changeContainer(definition, path, (c) => {
    const activities = [...(c.activities ?? [])];
    const index = after && !isFlowchart(c) ? activities.findIndex((a) => a.id === after.id) + 1 : activities.length;
    activities.splice(index, 0, withPosition(activity, position));
    const joined = { ...c, activities };
    const port = after && isFlowchart(c) && !dropped && at.from ? freeOutcome(c, after, at.from) : undefined;
    return port && after
      ? withConnection(joined, { source: { activity: after.id, port }, target: { activity: activity.id, port: 'In' } })
      : joined;
  });
  return { definition: next, id: activity.id };
}

function freeOutcome(container: Activity, activity: Activity, descriptor: Descriptor): string | undefined {
  const taken = connectionsOf(container)
    .filter((c) => c.source.activity === activity.id)
    .map((c) => c.source.port ?? 'Done');
  const outcomes = outcomesOf(activity, descriptor);
  return outcomes.find((o) => !taken.includes(o)) ?? (descriptor.isTerminal ? undefined : outcomes[0]);
}

/** The next place to the right that is free, so that nothing new covers what is there. */
function behind(container: Activity, after: Activity | undefined): Point {
  const places = (container.activities ?? []).map(positionOf).filter((p) => p !== undefined);
  const from = after && positionOf(after);
  const start = from
    ? { x: from.x + gridX, y: from.y }
    : { x: 60, y: places.length > 0 ? Math.max(...places.map((p) => p.y)) + gridY : 60 };
  const covered = (p: Point) => places.some((q) => Math.abs(q.x - p.x) < gridX - 40 && Math.abs(q.y - p.y) < gridY - 30);
  while (covered(start)) {
    start.y += gridY;
  }
  return start;
}

export function removeActivities(definition: Definition, path: Path, ids: ReadonlySet<string>): Definition {
  return changeContainer(definition, path, (c) => {
    const activities = (c.activities ?? []).filter((a) => !ids.has(a.id));
    if (activities.length === (c.activities ?? []).length) {
      return c;
    }
    const kept = { ...c, activities };
    return isFlowchart(c)
      ? { ...kept, connections: connectionsOf(c).filter((x) => !ids.has(x.source.activity) && !ids.has(x.target.activity)) }
      : kept;
  });
}

export function moveActivities(definition: Definition, path: Path, places: ReadonlyMap<string, Point>): Definition {
  return changeContainer(definition, path, (c) => {
    const activities = (c.activities ?? []).map((a) => {
      const to = places.get(a.id);
      const from = positionOf(a);
      return to && (!from || Math.round(to.x) !== from.x || Math.round(to.y) !== from.y) ? withPosition(a, to) : a;
    });
    return activities.every((a, i) => a === c.activities?.[i]) ? c : { ...c, activities };
  });
}

export function changeActivity(
  definition: Definition,
  path: Path,
  id: string,
  change: (activity: Activity) => Activity,
): Definition {
  return changeContainer(definition, path, (c) => {
    const activities = (c.activities ?? []).map((a) => (a.id === id ? change(a) : a));
    return activities.every((a, i) => a === c.activities?.[i]) ? c : { ...c, activities };
  });
}

/** Sets a property; undefined takes it away. */
export function setProperty(activity: Activity, property: string, value: unknown): Activity {
  const next = { ...activity, [property]: value };
  if (value === undefined) {
    delete next[property];
  }
  return next;
}

export const sameConnection = (a: Connection, b: Connection) =>
  a.source.activity === b.source.activity &&
  (a.source.port ?? 'Done') === (b.source.port ?? 'Done') &&
  a.target.activity === b.target.activity &&
  (a.target.port ?? 'In') === (b.target.port ?? 'In');

function withConnection(container: Activity, connection: Connection): Activity {
  const connections = connectionsOf(container);
  return connections.some((c) => sameConnection(c, connection))
    ? container
    : { ...container, connections: [...connections, connection] };
}

/** Connects two activities of a flowchart; in a row it moves the target behind the source. */
export function connect(definition: Definition, path: Path, connection: Connection): Definition {
  return changeContainer(definition, path, (c) => {
    const has = (id: string) => c.activities?.some((a) => a.id === id);
    if (!has(connection.source.activity) || !has(connection.target.activity)) {
      return c;
    }
    return isFlowchart(c) ? withConnection(c, connection) : moveBehind(c, connection);
  });
}

function moveBehind(container: Activity, { source, target }: Connection): Activity {
  const moved = container.activities?.find((a) => a.id === target.activity);
  if (!moved || source.activity === target.activity) {
    return container;
  }
  const activities = container.activities!.filter((a) => a !== moved);
  activities.splice(activities.findIndex((a) => a.id === source.activity) + 1, 0, moved);
  return { ...container, activities };
}

export function disconnect(definition: Definition, path: Path, gone: Connection[]): Definition {
  return changeContainer(definition, path, (c) => {
    if (!isFlowchart(c)) {
      return c;
    }
    const connections = connectionsOf(c).filter((x) => !gone.some((g) => sameConnection(g, x)));
    return connections.length === connectionsOf(c).length ? c : { ...c, connections };
  });
}

/** Gives an embedded port a flowchart to draw in. */
export function fillPort(definition: Definition, path: Path, id: string, port: string): Definition {
  const flowchart: Activity = {
    id: freeId(definition, flowchartType),
    type: flowchartType,
    version: 1,
    customProperties: {},
    metadata: {},
    activities: [],
    connections: [],
  };
  return changeActivity(definition, path, id, (a) => (a[port] ? a : setProperty(a, port, flowchart)));
}
