import { changeContainer, connectionsOf, containerAt, type Path } from './container';
import { freeId, isActivity, isFlowchart, type Activity, type Connection, type Definition } from './definition';
import { positionOf, withPosition } from './edits';

const kind = 'workflows/activities';

export interface Clip {
  kind: typeof kind;
  activities: Activity[];
  connections: Connection[];
}

/** The chosen activities and what connects them to each other. */
export function copy(definition: Definition, path: Path, ids: ReadonlySet<string>): Clip | null {
  const container = containerAt(definition, path);
  const activities = container?.activities?.filter((a) => ids.has(a.id)) ?? [];
  if (!container || activities.length === 0) {
    return null;
  }
  const connections = connectionsOf(container).filter((c) => ids.has(c.source.activity) && ids.has(c.target.activity));
  return { kind, activities, connections };
}

/** Reads what another page, or another definition, has put on the clipboard. */
export function readClip(text: string): Clip | null {
  try {
    const clip = JSON.parse(text) as Clip;
    const whole =
      clip?.kind === kind &&
      Array.isArray(clip.activities) &&
      clip.activities.every(isActivity) &&
      Array.isArray(clip.connections);
    return whole ? clip : null;
  } catch {
    return null;
  }
}

const offset = 40;

/** Pastes with fresh ids, so that the same clip may be pasted again and again, here and elsewhere. */
export function paste(definition: Definition, path: Path, clip: Clip): { definition: Definition; ids: string[] } {
  const taken = new Set<string>();
  const fresh = new Map<string, string>();
  const renamed = (activity: Activity): Activity => {
    const id = freeId(definition, activity.type, taken);
    taken.add(id);
    fresh.set(activity.id, id);
    const copied: Activity = { ...activity, id, name: activity.name ? id : activity.name };
    delete copied.nodeId;
    for (const [name, value] of Object.entries(copied)) {
      copied[name] = isActivity(value)
        ? renamed(value)
        : name === 'activities' && Array.isArray(value)
          ? value.filter(isActivity).map(renamed)
          : value;
    }
    return copied.connections ? { ...copied, connections: copied.connections.map((c) => joined(c, fresh)) } : copied;
  };
  const activities = clip.activities.map((a) => {
    const at = positionOf(a);
    return at ? withPosition(renamed(a), { x: at.x + offset, y: at.y + offset }) : renamed(a);
  });
  const connections = clip.connections.map((c) => joined(c, fresh));
  const next = changeContainer(definition, path, (c) => ({
    ...c,
    activities: [...(c.activities ?? []), ...activities],
    ...(isFlowchart(c) ? { connections: [...connectionsOf(c), ...connections] } : {}),
  }));
  return { definition: next, ids: activities.map((a) => a.id) };
}

function joined(connection: Connection, fresh: ReadonlyMap<string, string>): Connection {
  const end = (e: Connection['source']) => ({ ...e, activity: fresh.get(e.activity) ?? e.activity });
  return { ...connection, source: end(connection.source), target: end(connection.target) };
}
