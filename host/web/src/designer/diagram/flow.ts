import { MarkerType, type Edge, type Node } from '@xyflow/react';
import { connectionsOf } from '../graph/container';
import type { Activity, Connection } from '../graph/definition';
import type { Catalogue, Descriptor } from '../graph/descriptors';
import { nodeSize, placesOf } from '../graph/layout';
import { outcomesOf } from '../graph/ports';

/** How an activity is marked: in a comparison, in a run, in a rehearsal, or by the problems found. */
export interface Mark {
  state?: 'added' | 'removed' | 'changed' | 'done' | 'active' | 'waiting' | 'faulted' | 'skipped';
  count?: number;
  problem?: 'error' | 'warning' | 'info' | 'hint';
}

export interface ActivityData extends Record<string, unknown> {
  activity: Activity;
  descriptor: Descriptor;
  outcomes: string[];
  mark?: Mark;
}

export type ActivityNodeType = Node<ActivityData, 'activity'>;

export interface ConnectionData extends Record<string, unknown> {
  connection: Connection;
}

/** The outcomes of each activity of a container, with the connections that leave it looked up once. */
function outcomesIn(container: Activity, catalogue: Catalogue) {
  const from = new Map<string, Connection[]>();
  for (const connection of connectionsOf(container)) {
    const { activity } = connection.source;
    from.set(activity, [...(from.get(activity) ?? []), connection]);
  }
  return (activity: Activity) => outcomesOf(activity, catalogue.find(activity.type), from.get(activity.id) ?? []);
}

export const sizeIn = (container: Activity, catalogue: Catalogue) => {
  const outcomes = outcomesIn(container, catalogue);
  return (activity: Activity) => nodeSize(outcomes(activity).length);
};

/** What is drawn of a container. Data that did not change stays the same object, so that its node is not drawn again. */
export function nodesOf(
  container: Activity, catalogue: Catalogue, marks: ReadonlyMap<string, Mark>, before: ReadonlyMap<string, ActivityNodeType>,
): ActivityNodeType[] {
  const outcomesOfEach = outcomesIn(container, catalogue);
  const places = placesOf(container, (activity) => nodeSize(outcomesOfEach(activity).length));
  return (container.activities ?? []).map((activity) => {
    const descriptor = catalogue.find(activity.type);
    const outcomes = outcomesOfEach(activity);
    const old = before.get(activity.id);
    const mark = marks.get(activity.id);
    const position = places.get(activity.id)!;
    const sameData = old && old.data.activity === activity && old.data.mark === mark && old.data.outcomes.join() === outcomes.join();
    if (sameData && old.position.x === position.x && old.position.y === position.y) {
      return old;
    }
    const size = nodeSize(outcomes.length);
    return {
      ...old,
      id: activity.id,
      type: 'activity' as const,
      position,
      width: size.width,
      height: size.height,
      data: sameData ? old.data : { activity, descriptor, outcomes, mark },
    };
  });
}

export const connectionId = ({ source, target }: Connection) =>
  `${source.activity}:${source.port ?? 'Done'}>${target.activity}:${target.port ?? 'In'}`;

export interface EdgeLook {
  /** Connections that were followed, with how often. */
  taken?: ReadonlyMap<string, number>;
  change?: ReadonlyMap<string, 'added' | 'removed'>;
  /** What a connection is called to who does not see it. */
  nameOf?: (connection: Connection) => string;
}

export function edgesOf(container: Activity, look: EdgeLook = {}): Edge<ConnectionData>[] {
  return connectionsOf(container).map((connection) => {
    const id = connectionId(connection);
    const changed = look.change?.get(id);
    const taken = look.taken?.get(id);
    return {
      id,
      source: connection.source.activity,
      sourceHandle: connection.source.port ?? 'Done',
      target: connection.target.activity,
      targetHandle: 'In',
      type: 'default',
      data: { connection },
      ariaLabel: look.nameOf?.(connection),
      className: [changed && `edge-${changed}`, taken !== undefined && 'edge-taken'].filter(Boolean).join(' '),
      label: taken && taken > 1 ? `${taken}×` : undefined,
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
    };
  });
}
