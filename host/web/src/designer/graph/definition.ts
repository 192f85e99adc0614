/** A workflow definition as it is stored and exchanged: unknown fields stay where they are. */
export interface Definition {
  id?: string;
  definitionId: string;
  name?: string;
  description?: string | null;
  version?: number;
  isLatest?: boolean;
  isPublished?: boolean;
  isReadonly?: boolean;
  variables?: Variable[];
  inputs?: InputDefinition[];
  outputs?: OutputDefinition[];
  outcomes?: string[];
  customProperties?: Json;
  options?: Json;
  root: Activity;
  [other: string]: unknown;
}

export type Json = Record<string, unknown>;

export interface Variable {
  id: string;
  name: string;
  typeName: string;
  isArray?: boolean;
  value?: string | null;
  storageDriverTypeName?: string | null;
}

export interface InputDefinition {
  name: string;
  type: string;
  displayName?: string;
  description?: string;
  isArray?: boolean;
  [other: string]: unknown;
}

export type OutputDefinition = InputDefinition;

export interface Activity {
  id: string;
  type: string;
  name?: string | null;
  version?: number;
  nodeId?: string;
  customProperties?: Json;
  metadata?: ActivityMetadata;
  activities?: Activity[];
  connections?: Connection[];
  variables?: Variable[];
  [property: string]: unknown;
}

export interface ActivityMetadata {
  designer?: { position?: Point; size?: { width: number; height: number } };
  displayText?: string | null;
  description?: string | null;
  /** What its outcomes are called in Chinese. */
  outcomesZh?: Record<string, string>;
  [other: string]: unknown;
}

export interface Point {
  x: number;
  y: number;
}

export interface ConnectionEnd {
  activity: string;
  port?: string;
}

export interface Connection {
  source: ConnectionEnd;
  target: ConnectionEnd;
  vertices?: Point[];
  [other: string]: unknown;
}

/** A property that is an expression. */
export interface Wrapped {
  typeName?: string;
  expression?: { type: string; value?: unknown };
  memoryReference?: { id?: string };
  [other: string]: unknown;
}

export const flowchartType = 'Elsa.Flowchart';
export const sequenceType = 'Elsa.Sequence';

export const isActivity = (value: unknown): value is Activity =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
  && typeof (value as Activity).type === 'string' && typeof (value as Activity).id === 'string';

export const isWrapped = (value: unknown): value is Wrapped =>
  typeof value === 'object' && value !== null && 'expression' in value;

export const isFlowchart = (activity: Activity) => activity.type === flowchartType;

/** Containers whose children stand in a row that the order decides. */
export const isRow = (activity: Activity) => Array.isArray(activity.activities) && !isFlowchart(activity);

export function emptyDefinition(definitionId: string, name: string): Definition {
  return {
    definitionId,
    name,
    variables: [],
    inputs: [],
    outputs: [],
    outcomes: [],
    customProperties: {},
    options: {},
    root: { id: 'Flowchart1', type: flowchartType, version: 1, customProperties: {}, metadata: {}, activities: [], connections: [] },
  };
}

/** Every activity below and including this one, outermost first, with the way to it. */
export function* walk(activity: Activity, way: string[] = []): Generator<{ activity: Activity; way: string[] }> {
  yield { activity, way };
  for (const [property, value] of Object.entries(activity)) {
    const children = Array.isArray(value) ? value : [value];
    for (const child of children) {
      if (isActivity(child)) {
        yield* walk(child, property === 'activities' ? [...way, activity.id] : [...way, `${activity.id}/${property}`]);
      }
    }
  }
}

/** The first free id of the form Name1, Name2 … */
export function freeId(definition: Definition, type: string, taken: ReadonlySet<string> = new Set()): string {
  const stem = (type.split('.').pop() ?? 'Activity').replace(/[^A-Za-z0-9]/g, '') || 'Activity';
  const used = new Set(taken);
  for (const { activity } of walk(definition.root)) {
    used.add(activity.id);
    if (activity.name) {
      used.add(activity.name);
    }
  }
  let n = 1;
  while (used.has(`${stem}${n}`)) {
    n++;
  }
  return `${stem}${n}`;
}
