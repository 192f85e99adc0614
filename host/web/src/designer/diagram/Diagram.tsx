import { useMemo } from 'react';
import { Controls, MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useLook } from '../../app/Look';
import { useTexts } from '../../texts/TextsContext';
import type { Activity, Connection } from '../graph/definition';
import type { Catalogue } from '../graph/descriptors';
import { activityTitle } from '../graph/titles';
import { ActivityNode } from './ActivityNode';
import { edgesOf, nodesOf, type ActivityNodeType, type EdgeLook, type Mark } from './flow';
import { lookOf } from './look';
import { outcomeName } from './names';
import { Grid } from './Grid';
import { ConnectionLine } from './ConnectionLine';
import { Beginning } from './Beginning';
import { InSight } from './useInSight';
import './diagram.css';

/** An activity on the small map has the colour of its kind. */
export const colorOf = (node: ActivityNodeType) => lookOf(node.data.descriptor.category).color;

export const nodeTypes = { activity: ActivityNode };
export const edgeTypes = { default: ConnectionLine };

interface Props {
  container: Activity;
  catalogue: Catalogue;
  marks?: ReadonlyMap<string, Mark>;
  look?: EdgeLook;
  chosen?: string;
  onChoose?: (id: string | undefined) => void;
  onInside?: (id: string) => void;
  label: string;
}

const none = new Map();

/** A diagram to look at: of a run, a version, a rehearsal. */
export function Diagram({ container, catalogue, marks = none, look, chosen, onChoose, onInside, label }: Props) {
  const { dark } = useLook();
  const labels = useFlowLabels();
  const nodes = useMemo(
    () => nodesOf(container, catalogue, marks, none).map((n) => ({ ...n, selected: n.id === chosen })),
    [container, catalogue, marks, chosen],
  );
  const nameOf = useConnectionNames(container);
  const edges = useMemo(() => edgesOf(container, { ...look, nameOf }), [container, look, nameOf]);
  return (
    <div className="diagram" role="group" aria-label={label}>
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={dark ? 'dark' : 'light'}
          minZoom={0.1}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          onlyRenderVisibleElements
          ariaLabelConfig={labels}
          proOptions={{ hideAttribution: true }}
          onNodeClick={(_, node) => onChoose?.(node.id)}
          onNodeDoubleClick={(_, node) => onInside?.(node.id)}
          onPaneClick={() => onChoose?.(undefined)}
        >
          <Beginning of={container.id} />
          <InSight of={chosen} on={container.id} />
          <Grid />
          <Controls showInteractive={false} />
          {nodes.length > 12 && <MiniMap pannable zoomable nodeColor={colorOf} className="minimap" />}
        </ReactFlow>
      </ReactFlowProvider>
    </div>
  );
}

/** What connections are called: activity and outcome they come from, and the activity they lead to. The same while titles are. */
export function useConnectionNames({ activities = [] }: Activity) {
  const texts = useTexts();
  const titles = activities.map((a) => `${a.id}\n${texts.local(activityTitle(a))}`).join('\n');
  return useMemo(() => {
    const byId = new Map(activities.map((a) => [a.id, a]));
    const nameOf = (id: string) => {
      const activity = byId.get(id);
      return activity ? texts.local(activityTitle(activity)) : id;
    };
    return ({ source, target }: Connection) =>
      `${nameOf(source.activity)} · ${outcomeName(source.port ?? 'Done', texts, byId.get(source.activity))} → ${nameOf(target.activity)}`;
  }, [titles, texts]);
}

/** What the diagram says to a screen reader. */
export function useFlowLabels() {
  const { t } = useTexts();
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('diagram.node'),
      'node.a11yDescription.keyboardDisabled': t('diagram.node.look'),
      'edge.a11yDescription.default': t('diagram.edge'),
      'controls.ariaLabel': t('diagram.controls'),
      'controls.zoomIn.ariaLabel': t('diagram.zoomIn'),
      'controls.zoomOut.ariaLabel': t('diagram.zoomOut'),
      'controls.fitView.ariaLabel': t('diagram.fit'),
      'controls.interactive.ariaLabel': t('diagram.lock'),
      'minimap.ariaLabel': t('diagram.minimap'),
      'handle.ariaLabel': t('diagram.handle'),
    }),
    [t],
  );
}
