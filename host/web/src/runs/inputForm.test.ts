import { expect, it } from 'vitest';
import type { Definition } from '../designer/graph/definition';
import { requestsAt } from './inputForm';

const begunBy = (endpoint: object) => ({
  definitionId: 'd', name: 'd', variables: [], inputs: [], outputs: [],
  root: { id: 'Flow', type: 'Elsa.Flowchart', version: 1, connections: [], activities: [{ id: 'E', version: 1, ...endpoint }] },
}) as unknown as Definition;

const type = 'Elsa.HttpEndpoint';

it('finds the path of the requests that begin a workflow', () => {
  expect([
    { type, path: 'returns', customProperties: { canStartWorkflow: true } },
    { type, path: { typeName: 'String', expression: { type: 'Literal', value: 'visits' } }, canStartWorkflow: true },
    { type, path: 'visits', canStartWorkflow: false },
    { type: 'Elsa.Event', path: 'visits', canStartWorkflow: true },
  ].map((endpoint) => requestsAt(begunBy(endpoint)))).toEqual(['returns', 'visits', undefined, undefined]);
});
