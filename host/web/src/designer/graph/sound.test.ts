import { describe, expect, it } from 'vitest';
import { connectionsOf } from './container';
import { readSource } from './source';

const step = { id: 'A', type: 'Elsa.WriteLine' };
const read = (root: object, more: object = {}) =>
  readSource(JSON.stringify({ ...more, root: { id: 'Flow1', type: 'Elsa.Flowchart', ...root } }), 'd');

describe('what the drawing cannot show', () => {
  it.each<[object, object, string, string | undefined]>([
    [{ activities: 'none' }, {}, 'list', 'root.activities'],
    [{ activities: [null] }, {}, 'object', 'root.activities[0]'],
    [{ activities: [{ id: 7, type: 'X' }] }, {}, 'name', 'root.activities[0].id'],
    [{ activities: [step, { ...step }] }, {}, 'once', 'root.activities[1].id'],
    [{ activities: [{ ...step, metadata: { designer: { position: { x: '1', y: 2 } } } }] }, {}, 'number',
      'root.activities[0].metadata.designer.position.x'],
    [{ activities: [{ ...step, metadata: { displayText: {} } }] }, {}, 'text', 'root.activities[0].metadata.displayText'],
    [{ connections: [{ source: null, target: {} }] }, {}, 'object', 'root.connections[0].source'],
    [{ connections: [{ source: { activity: 'A' }, target: { activity: 3 } }] }, {}, 'name', 'root.connections[0].target.activity'],
    [{}, { variables: {} }, 'list', 'variables'],
    [{}, { variables: [{ id: 'x' }] }, 'name', 'variables[0].name'],
    [{}, { name: ['x'] }, 'text', 'name'],
    [{ body: { id: 'In', type: 'Elsa.Sequence', activities: [{}] } }, {}, 'name', 'root.body.activities[0].id'],
  ])('%j %j is told with its place', (root, more, fault, at) => expect(read(root, more)).toEqual({ fault, at }));

  it('lies too deep', () => {
    const deep = (levels: number): object =>
      (levels === 0 ? step : { id: `L${levels}`, type: 'Elsa.Sequence', activities: [deep(levels - 1)] });
    expect(read({ activities: [deep(80)] })).toMatchObject({ fault: 'shallow' });
    const nested = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(readSource(`{"root":{"id":"F","type":"X","v":${nested}}}`, 'd')).toMatchObject({ fault: 'shallow' });
  });

  it('tells the line where a text ends too soon', () => expect(readSource('{\n"root": {\n', 'd')).toEqual({ fault: 'json', line: 3 }));
});

describe('lists as older files write them', () => {
  const line = { source: { activity: 'A', port: 'Done' }, target: { activity: 'B', port: 'In' } };

  it.each<[string, object]>([['values', { $values: [line] }], ['one alone', line]])('%s', (_, connections) => {
    const found = read({ activities: { $values: [step, { ...step, id: 'B' }] }, connections });
    const root = 'definition' in found ? found.definition.root : undefined;
    expect(root?.activities?.map((a) => a.id)).toEqual(['A', 'B']);
    expect(connectionsOf(root!)).toEqual([line]);
  });

  it('leaves plain ones as they are', () => {
    const found = read({ activities: [step], connections: [line] });
    expect('definition' in found && found.definition.root).toMatchObject({ activities: [step], connections: [line] });
  });
});
