import dagre from '@dagrejs/dagre';
import { connectionsOf } from './container';
import type { Activity, Point } from './definition';
import { positionOf } from './edits';

export interface Size {
  width: number;
  height: number;
}

export const nodeWidth = 200;
const headHeight = 54;
const portHeight = 22;

/** The room an activity takes: one line for each outcome when it has several. */
export const nodeSize = (outcomes: number): Size => ({
  width: nodeWidth,
  height: headHeight + (outcomes > 1 ? outcomes * portHeight + 6 : 0),
});

/** From so many activities on, looking for the fewest crossings takes longer than anybody waits, and more of the stack than there is. */
const many = 400;
const [between, apart, margin] = [36, 90, 40];

/** Places for all activities of a container, from left to right along the connections. */
export function autoLayout(container: Activity, sizeOf: (activity: Activity) => Size): Map<string, Point> {
  const activities = container.activities ?? [];
  const known = new Set(activities.map((a) => a.id));
  const lines = connectionsOf(container).filter((c) => known.has(c.source.activity) && known.has(c.target.activity))
    .map((c) => [c.source.activity, c.target.activity] as const);
  return activities.length > many ? inColumns(activities, lines, sizeOf) : withFewCrossings(activities, lines, sizeOf);
}

type Lines = (readonly [from: string, to: string])[];

function withFewCrossings(activities: Activity[], lines: Lines, sizeOf: (activity: Activity) => Size): Map<string, Point> {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: between, ranksep: apart, marginx: margin, marginy: margin });
  graph.setDefaultEdgeLabel(() => ({}));
  activities.forEach((a) => graph.setNode(a.id, { ...sizeOf(a) }));
  lines.forEach(([from, to], i) => graph.setEdge(from, to, {}, `c${i}`));
  dagre.layout(graph);
  return new Map(
    activities.map((a) => {
      const { x, y, width, height } = graph.node(a.id);
      return [a.id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}

/** The column of each activity: behind the last of those that lead to it. Of a circle, what stands first in the list begins. */
function columnsOf(ids: string[], lines: Lines): Map<string, number> {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  const awaited = new Map(ids.map((id) => [id, 0]));
  for (const [from, to] of lines.filter(([one, other]) => one !== other)) {
    next.get(from)!.push(to);
    awaited.set(to, awaited.get(to)! + 1);
  }
  const columns = new Map(ids.map((id) => [id, 0]));
  const done = new Set<string>();
  const ready = ids.filter((id) => awaited.get(id) === 0);
  for (let first = 0, at = 0; done.size < ids.length; ) {
    const id = at < ready.length ? ready[at++]! : ids[first++]!;
    if (done.has(id)) {
      continue;
    }
    done.add(id);
    for (const to of next.get(id)!.filter((other) => !done.has(other))) {
      columns.set(to, Math.max(columns.get(to)!, columns.get(id)! + 1));
      awaited.set(to, awaited.get(to)! - 1);
      if (awaited.get(to) === 0) {
        ready.push(to);
      }
    }
  }
  return columns;
}

function inColumns(activities: Activity[], lines: Lines, sizeOf: (activity: Activity) => Size): Map<string, Point> {
  const column = columnsOf(activities.map((a) => a.id), lines);
  const bottoms: number[] = [];
  return new Map(activities.map((a) => {
    const at = column.get(a.id)!;
    const y = bottoms[at] ?? margin;
    bottoms[at] = y + sizeOf(a).height + between;
    return [a.id, { x: margin + at * (nodeWidth + apart), y }];
  }));
}

/** Where each activity stands: as it was put, and where none was put, as the layout would have it. */
export function placesOf(container: Activity, sizeOf: (activity: Activity) => Size): Map<string, Point> {
  const activities = container.activities ?? [];
  const placed = activities.filter((a) => positionOf(a));
  if (placed.length === activities.length) {
    return new Map(activities.map((a) => [a.id, positionOf(a)!]));
  }
  const laid = laidOut(container, sizeOf);
  return placed.length === 0 ? laid : new Map(activities.map((a) => [a.id, positionOf(a) ?? laid.get(a.id)!]));
}

let last: { key: string; places: Map<string, Point> } | undefined;

/** The layout of what is drawn, made anew only when it would come out otherwise: not with each letter that is typed. */
function laidOut(container: Activity, sizeOf: (activity: Activity) => Size): Map<string, Point> {
  const key = JSON.stringify([
    (container.activities ?? []).map((a) => [a.id, sizeOf(a).height]),
    connectionsOf(container).map(({ source, target }) => [source.activity, target.activity]),
  ]);
  last = last?.key === key ? last : { key, places: autoLayout(container, sizeOf) };
  return last.places;
}
