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

/** Places for all activities of a container, from left to right along the connections. */
export function autoLayout(container: Activity, sizeOf: (activity: Activity) => Size): Map<string, Point> {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 90, marginx: 40, marginy: 40 });
  graph.setDefaultEdgeLabel(() => ({}));
  const activities = container.activities ?? [];
  activities.forEach((a) => graph.setNode(a.id, { ...sizeOf(a) }));
  connectionsOf(container).forEach((c, i) => {
    if (graph.hasNode(c.source.activity) && graph.hasNode(c.target.activity)) {
      graph.setEdge(c.source.activity, c.target.activity, {}, `c${i}`);
    }
  });
  dagre.layout(graph);
  return new Map(
    activities.map((a) => {
      const { x, y, width, height } = graph.node(a.id);
      return [a.id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}

/** Where each activity stands: as it was put, and where none was put, as the layout would have it. */
export function placesOf(container: Activity, sizeOf: (activity: Activity) => Size): Map<string, Point> {
  const activities = container.activities ?? [];
  const placed = activities.filter((a) => positionOf(a));
  if (placed.length === activities.length) {
    return new Map(activities.map((a) => [a.id, positionOf(a)!]));
  }
  const laid = autoLayout(container, sizeOf);
  return placed.length === 0 ? laid : new Map(activities.map((a) => [a.id, positionOf(a) ?? laid.get(a.id)!]));
}
