import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import {
  applyNodeChanges,
  Controls,
  MiniMap,
  ReactFlow,
  useReactFlow,
  type Connection as Wire,
  type Edge,
  type NodeChange,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useLook } from '../../app/Look';
import { useTexts } from '../../texts/TextsContext';
import { colorOf, edgeTypes, nodeTypes, useConnectionNames, useFlowLabels } from '../diagram/Diagram';
import '../diagram/diagram.css';
import { edgesOf, nodesOf, type ActivityNodeType, type ConnectionData } from '../diagram/flow';
import { Grid } from '../diagram/Grid';
import { Beginning } from '../diagram/Beginning';
import { useInSight } from '../diagram/useInSight';
import { connect, disconnect, moveActivities, removeActivities } from '../graph/edits';
import { isFlowchart, type Activity, type Connection, type Point } from '../graph/definition';
import { useEditor } from './EditorContext';
import { useCommands } from './commands';
import { marksOf } from './marks';

const deleteKeys = ['Delete', 'Backspace'];

const wired = ({ source, sourceHandle, target, targetHandle }: Wire): Connection => ({
  source: { activity: source, port: sourceHandle ?? 'Done' },
  target: { activity: target, port: targetHandle ?? 'In' },
});

/** The nodes as they are being dragged; the definition hears of it when they are let go. */
function useCanvasNodes() {
  const { store, catalogue, container, selection, findings, path } = useEditor();
  const marks = useMemo(() => marksOf(findings, container), [findings, container]);
  const [nodes, setNodes] = useState<ActivityNodeType[]>([]);
  useEffect(() => {
    const chosen = new Set(selection);
    setNodes((before) =>
      nodesOf(container, catalogue, marks, new Map(before.map((n) => [n.id, n]))).map((n) =>
        (n.selected ?? false) === chosen.has(n.id) ? n : { ...n, selected: chosen.has(n.id) },
      ),
    );
  }, [container, catalogue, marks, selection]);

  const onNodesChange = useCallback(
    (changes: NodeChange<ActivityNodeType>[]) => {
      setNodes((before) =>
        applyNodeChanges(
          changes.filter((c) => c.type !== 'remove'),
          before,
        ),
      );
      const dropped = new Map<string, Point>();
      for (const c of changes) {
        if (c.type === 'position' && c.position && c.dragging === false) {
          dropped.set(c.id, c.position);
        }
      }
      if (dropped.size > 0) {
        store.edit((d) => moveActivities(d, path, dropped), 'move');
      }
    },
    [store, path],
  );
  return { nodes, onNodesChange };
}

interface Chosen {
  nodes: { id: string }[];
  edges: Edge[];
}

/** The lines, and what is done to them and with them. */
function useCanvasEdits(byHand: RefObject<readonly string[]>) {
  const { store, container, path } = useEditor();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // What is typed in a property changes no line.
  const drawn = isFlowchart(container) ? container.connections : container.activities;
  const nameOf = useConnectionNames(container);
  const edges = useMemo(() => edgesOf(container, { nameOf }).map((e) => ({ ...e, selected: chosen.has(e.id) })),
    [container.id, drawn, nameOf, chosen]);
  const onSelectionChange = useCallback(({ nodes: n, edges: e }: Chosen) => {
    byHand.current = n.map((x) => x.id);
    store.select(byHand.current);
    setChosen((before) => (before.size === e.length && e.every((x) => before.has(x.id)) ? before : new Set(e.map((x) => x.id))));
  }, [store, byHand]);
  const onDelete = useCallback(({ nodes: n, edges: e }: Chosen) => {
    const lines = e.map((x) => (x.data as ConnectionData).connection);
    store.edit((d) => removeActivities(disconnect(d, path, lines), path, new Set(n.map((x) => x.id))));
  }, [store, path]);
  const onConnect = useCallback((wire: Wire) => store.edit((d) => connect(d, path, wired(wire))), [store, path]);
  const onReconnect = useCallback((old: Edge<ConnectionData>, wire: Wire) =>
    store.edit((d) => connect(disconnect(d, path, [old.data!.connection]), path, wired(wire))), [store, path]);
  return { edges, onSelectionChange, onDelete, onConnect, onReconnect };
}

/** While something moves, the drawing is a picture of its own that is shifted; at rest it is drawn anew, sharp at every zoom. */
function useMoving() {
  const canvas = useRef<HTMLDivElement>(null);
  const moves = useMemo(() => {
    const turn = (on: boolean) => () => canvas.current?.classList.toggle('canvas-moving', on);
    const [begin, end] = [turn(true), turn(false)];
    return { onNodeDragStart: begin, onNodeDragStop: end, onSelectionDragStart: begin, onSelectionDragStop: end,
      onMoveStart: begin, onMoveEnd: end };
  }, []);
  return { canvas, moves };
}

/** Where what had the focus is gone, as by deleting it or by going inside, the keyboard goes on from the drawing. */
function useFocusKept(canvas: RefObject<HTMLDivElement | null>, container: Activity) {
  const before = useRef(container);
  useEffect(() => {
    const was = before.current;
    before.current = container;
    const isOther = was.id !== container.id || (container.activities?.length ?? 0) < (was.activities?.length ?? 0);
    if (isOther) {
      // What is gone leaves the page with the next drawing.
      requestAnimationFrame(() => requestAnimationFrame(() => document.activeElement === document.body && canvas.current?.focus()));
    }
  }, [canvas, container]);
}

const grid: [number, number] = [10, 10];
const several = ['Shift', 'Control', 'Meta'];

// The same elements always: what stands around the drawing is not made anew with each step of a drag.
const furniture = (
  <>
    <Grid />
    <Controls showInteractive={false} position="bottom-left" />
    <MiniMap pannable zoomable position="bottom-right" nodeColor={colorOf} className="minimap" />
  </>
);
const noAttribution = { hideAttribution: true };
const allowDrop = (event: React.DragEvent) => event.preventDefault();

export function Canvas() {
  const { t } = useTexts();
  const { dark } = useLook();
  const { container, selection, readOnly } = useEditor();
  const labels = useFlowLabels();
  const commands = useCommands();
  const { screenToFlowPosition } = useReactFlow();
  const { nodes, onNodesChange } = useCanvasNodes();
  const byHand = useRef<readonly string[]>([]);
  const edits = useCanvasEdits(byHand);
  const { canvas, moves } = useMoving();
  useFocusKept(canvas, container);
  // What was chosen on the drawing itself stays where it is.
  useInSight(selection.length === 1 && selection !== byHand.current ? selection[0] : undefined, selection);
  const goInside = useCallback((_: React.MouseEvent, node: ActivityNodeType) => commands.goInside(node.id), [commands]);
  const wires = !readOnly && isFlowchart(container);
  const drop = (event: React.DragEvent) => {
    event.preventDefault();
    const type = event.dataTransfer.getData('application/x-activity');
    if (type) {
      commands.add(type, screenToFlowPosition({ x: event.clientX - 100, y: event.clientY - 26 }));
    }
  };
  return (
    <div ref={canvas} className="canvas" role="group" tabIndex={-1} aria-label={t('designer.canvas')} onDragOver={allowDrop} onDrop={drop}>
      <ReactFlow<ActivityNodeType, Edge<ConnectionData>>
        {...edits} {...moves} nodes={nodes} nodeTypes={nodeTypes} edgeTypes={edgeTypes} onNodesChange={onNodesChange}
        onNodeDoubleClick={goInside}
        nodesDraggable={!readOnly} nodesConnectable={wires} edgesReconnectable={wires} deleteKeyCode={readOnly ? null : deleteKeys}
        colorMode={dark ? 'dark' : 'light'} snapToGrid snapGrid={grid} minZoom={0.1} maxZoom={2} onlyRenderVisibleElements
        ariaLabelConfig={labels} proOptions={noAttribution}
        multiSelectionKeyCode={several} zoomOnDoubleClick={false}
      >
        <Beginning of={container.id} />
        {furniture}
      </ReactFlow>
      {nodes.length === 0 && <p className="canvas-empty quiet">{t('designer.emptyCanvas')}</p>}
    </div>
  );
}
