import { expect, it } from 'vitest';
import type { Definition } from '../designer/graph/definition';
import { setterOf } from './setters';

const step = (id: string, more: object) => ({ id, type: 'Elsa.WriteLine', version: 1, ...more });
const definition = {
  definitionId: 'd', name: 'd', inputs: [], outputs: [],
  variables: [['v1', 'holder'], ['v2', 'marks'], ['v3', 'idle']].map(([id, name]) => ({ id, name, typeName: 'Object' })),
  root: {
    id: 'Flow', type: 'Elsa.Flowchart', version: 1, connections: [], activities: [
      step('Hold', { holder: { typeName: 'Object', memoryReference: { id: 'v1' } } }),
      step('Row', { type: 'Elsa.Sequence', activities: [
        step('Set', { variable: { id: 'v2', name: 'marks' }, value: { expression: { type: 'Variable', value: { id: 'v3' } } } }),
      ] }),
    ],
  },
} as unknown as Definition;

it('finds what a variable has its value from, inside of others too', () => {
  expect(['holder', 'marks', 'idle', 'unknown'].map((name) => setterOf(definition, name)?.id))
    .toEqual(['Hold', 'Set', undefined, undefined]);
  expect(setterOf(undefined, 'holder')).toBeUndefined();
});
