import { isActivity, isFlowchart, type Activity, type Connection, type Definition } from './definition';

/** A step into an activity: which one, and through which of its properties when that holds the inner activity. */
export interface Step {
  activity: string;
  port?: string;
}

/** Where the designer looks: no step is the root. */
export type Path = readonly Step[];

function child(container: Activity, step: Step): Activity | undefined {
  const activity = container.activities?.find((a) => a.id === step.activity);
  if (!activity || !step.port) {
    return activity;
  }
  const inner = activity[step.port];
  return isActivity(inner) ? inner : undefined;
}

/** The container at a path; undefined when the path leads nowhere any more. */
export function containerAt(definition: Definition, path: Path): Activity | undefined {
  return path.reduce<Activity | undefined>((at, step) => at && child(at, step), definition.root);
}

/** The longest beginning of a path that still leads somewhere. */
export function lastingPath(definition: Definition, path: Path): Path {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length);
    if (containerAt(definition, part)) {
      return part;
    }
  }
  return [];
}

/** The definition with the container at a path replaced by what the change makes of it. */
export function changeContainer(definition: Definition, path: Path, change: (container: Activity) => Activity): Definition {
  const root = changeAt(definition.root, path, change);
  return root === definition.root ? definition : { ...definition, root };
}

function changeAt(container: Activity, path: Path, change: (container: Activity) => Activity): Activity {
  const [step, ...rest] = path;
  if (!step) {
    return change(container);
  }
  const activities = container.activities ?? [];
  const index = activities.findIndex((a) => a.id === step.activity);
  const before = activities[index];
  if (!before) {
    return container;
  }
  const inner = step.port ? before[step.port] : before;
  if (!isActivity(inner)) {
    return container;
  }
  const changed = changeAt(inner, rest, change);
  const after = step.port ? { ...before, [step.port]: changed } : changed;
  return { ...container, activities: activities.map((a, i) => (i === index ? after : a)) };
}

/** What does its activities at the same time: none of them leads to another. */
const parallel = 'Elsa.Parallel';

/** The connections that a container draws; in a row each activity leads to the next. */
export function connectionsOf(container: Activity): Connection[] {
  if (isFlowchart(container)) {
    return Array.isArray(container.connections) ? container.connections.map(plain) : [];
  }
  const activities = container.type === parallel ? [] : container.activities ?? [];
  return activities.slice(1).map((target, i) => ({
    source: { activity: activities[i]!.id, port: 'Done' },
    target: { activity: target.id, port: 'In' },
  }));
}

// Older files write a connection flat.
function plain(connection: Connection): Connection {
  const flat = connection as unknown as { source: unknown; sourcePort?: string; target: unknown; targetPort?: string };
  return typeof flat.source === 'string' && typeof flat.target === 'string'
    ? { source: { activity: flat.source, port: flat.sourcePort }, target: { activity: flat.target, port: flat.targetPort } }
    : connection;
}

/** The path to the container that holds an activity, however deep; undefined when there is none. */
export function pathTo(definition: Definition, activityId: string): Path | undefined {
  return search(definition.root, activityId, []);
}

function search(container: Activity, id: string, path: Path): Path | undefined {
  for (const activity of container.activities ?? []) {
    if (activity.id === id) {
      return path;
    }
    const found = searchInside(activity, id, path);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function searchInside(activity: Activity, id: string, path: Path): Path | undefined {
  if (activity.activities) {
    const found = search(activity, id, [...path, { activity: activity.id }]);
    if (found) {
      return found;
    }
  }
  for (const [port, inner] of Object.entries(activity)) {
    const found = isActivity(inner) ? search(inner, id, [...path, { activity: activity.id, port }]) : undefined;
    if (found) {
      return found;
    }
    if (isActivity(inner) && inner.id === id) {
      return [...path, { activity: activity.id, port }];
    }
  }
  return undefined;
}
