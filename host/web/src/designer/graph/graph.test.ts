import { describe, expect, it } from 'vitest';
import { activitiesAt } from './activityAt';
import { copy, paste, readClip } from './clipboard';
import { connectionsOf, containerAt, pathTo } from './container';
import { emptyDefinition, freeId, walk, type Definition } from './definition';
import { Catalogue } from './descriptors';
import { compare, isSame } from './diff';
import {
  addActivity,
  changeActivity,
  connect,
  disconnect,
  fillPort,
  moveActivities,
  positionOf,
  removeActivities,
  setProperty,
} from './edits';
import { begin, change, redo, undo } from './history';
import { autoLayout, nodeSize } from './layout';
import { toSvg } from './picture';
import { embeddedPorts, outcomesOf } from './ports';
import { readSource, writeSource } from './source';

const catalogue = new Catalogue([
  {
    type: 'Elsa.WriteLine',
    outcomes: ['Done'],
    inputs: [
      {
        name: 'Text',
        property: 'text',
        typeName: 'String',
        label: 'Text',
        isWrapped: true,
        default: 'hello',
        uiHint: 'singleline',
        options: [],
        defaultSyntax: 'Literal',
      },
    ],
  },
  { type: 'Elsa.FlowDecision', outcomes: ['True', 'False'] },
  {
    type: 'Elsa.FlowSwitch',
    outcomes: ['Default'],
    outcomesFrom: 'Cases',
    inputs: [
      {
        name: 'Cases',
        property: 'cases',
        typeName: 'Object',
        label: 'Cases',
        isWrapped: false,
        uiHint: 'flow-switch-editor',
        options: [],
        defaultSyntax: 'Literal',
      },
    ],
  },
  { type: 'Elsa.End', outcomes: [], isTerminal: true },
  { type: 'Elsa.ForEach', ports: ['body'] },
]);
const line = catalogue.find('Elsa.WriteLine');
const decision = catalogue.find('Elsa.FlowDecision');
const size = () => nodeSize(1);

function add(definition: Definition, type: string, afterId?: string): Definition {
  const after = definition.root.activities?.find((a) => a.id === afterId);
  return addActivity(definition, [], catalogue.find(type), { after, from: after && catalogue.find(after.type) }).definition;
}

const ids = (definition: Definition) => definition.root.activities!.map((a) => a.id);
const ends = (definition: Definition) =>
  connectionsOf(definition.root).map((c) => `${c.source.activity}.${c.source.port}>${c.target.activity}`);
const two = add(add(emptyDefinition('d', 'D'), 'Elsa.WriteLine'), 'Elsa.WriteLine', 'WriteLine1');

describe('adding', () => {
  it('goes behind the chosen activity, connected to its first free outcome', () => {
    const forked = add(
      add(add(emptyDefinition('d', 'D'), 'Elsa.FlowDecision'), 'Elsa.WriteLine', 'FlowDecision1'),
      'Elsa.WriteLine',
      'FlowDecision1',
    );
    expect(ends(forked)).toEqual(['FlowDecision1.True>WriteLine1', 'FlowDecision1.False>WriteLine2']);
    const [first, second] = forked.root.activities!.slice(1).map((a) => positionOf(a)!);
    expect(first!.x).toBe(second!.x);
    expect(second!.y).toBeGreaterThan(first!.y);
  });

  it('connects nothing to what ends the flow', () => {
    expect(ends(add(add(emptyDefinition('d', 'D'), 'Elsa.End'), 'Elsa.WriteLine', 'End1'))).toEqual([]);
  });

  it('fills in the defaults of the description', () => {
    expect(two.root.activities![0]!.text).toEqual({ typeName: 'String', expression: { type: 'Literal', value: 'hello' } });
  });

  it('takes the place that was dropped on and an id that nothing has', () => {
    const dropped = addActivity(two, [], line, { x: 12.4, y: 7 });
    expect(dropped.id).toBe('WriteLine3');
    expect(positionOf(dropped.definition.root.activities![2]!)).toEqual({ x: 12, y: 7 });
  });

  it('draws no way from one to the next where all are done at the same time', () => {
    const beside: Definition = { ...two, root: { ...two.root, type: 'Elsa.Parallel', connections: undefined } };
    expect(ends(beside)).toEqual([]);
  });
  it('puts a new one into a row after the chosen one', () => {
    const row: Definition = { ...two, root: { ...two.root, type: 'Elsa.Sequence', connections: undefined } };
    expect(ids(add(row, 'Elsa.FlowDecision', 'WriteLine1'))).toEqual(['WriteLine1', 'FlowDecision1', 'WriteLine2']);
  });
});

describe('changing', () => {
  it('removes an activity with what leads to it and from it', () => {
    const less = removeActivities(two, [], new Set(['WriteLine2']));
    expect(ids(less)).toEqual(['WriteLine1']);
    expect(ends(less)).toEqual([]);
  });

  it('connects once, and takes a connection away', () => {
    const back = { source: { activity: 'WriteLine2', port: 'Done' }, target: { activity: 'WriteLine1' } };
    const looped = connect(connect(two, [], back), [], back);
    expect(ends(looped)).toHaveLength(2);
    expect(ends(disconnect(looped, [], [back]))).toEqual(ends(two));
  });

  it('refuses a connection to what is not there', () => {
    expect(connect(two, [], { source: { activity: 'WriteLine1' }, target: { activity: 'Nobody' } })).toBe(two);
  });

  it('is the same object when nothing changes, so that nothing is drawn again', () => {
    expect(moveActivities(two, [], new Map([['WriteLine1', positionOf(two.root.activities![0]!)!]]))).toBe(two);
    expect(removeActivities(two, [], new Set(['Nobody']))).toBe(two);
  });

  it('moves what is chosen in a row behind what it is connected to', () => {
    const row: Definition = { ...two, root: { ...two.root, type: 'Elsa.Sequence' } };
    expect(ids(connect(row, [], { source: { activity: 'WriteLine2' }, target: { activity: 'WriteLine1' } }))).toEqual([
      'WriteLine2',
      'WriteLine1',
    ]);
  });
});

describe('inside activities', () => {
  const outer = fillPort(add(two, 'Elsa.ForEach'), [], 'ForEach1', 'body');
  const path = [{ activity: 'ForEach1', port: 'body' }];

  it('a port is given a flowchart to draw in, once', () => {
    expect(containerAt(outer, path)?.type).toBe('Elsa.Flowchart');
    expect(fillPort(outer, [], 'ForEach1', 'body')).toBe(outer);
    expect(embeddedPorts(outer.root.activities![2]!, catalogue.find('Elsa.ForEach'))[0]!.inner).toBeDefined();
  });

  it('changes reach the inner container and ids stay unique over all', () => {
    const filled = addActivity(outer, path, line, {});
    expect(filled.id).toBe('WriteLine3');
    expect(pathTo(filled.definition, 'WriteLine3')).toEqual(path);
    expect(pathTo(filled.definition, 'WriteLine1')).toEqual([]);
    expect([...walk(filled.definition.root)]).toHaveLength(6);
  });

  it('a copy of a container has fresh ids all the way down', () => {
    const filled = addActivity(outer, path, line, {}).definition;
    const pasted = paste(filled, [], copy(filled, [], new Set(['ForEach1']))!);
    const all = [...walk(pasted.definition.root)].map((w) => w.activity.id);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('clipboard', () => {
  it('carries chosen activities and what joins them into another definition', () => {
    const clip = readClip(JSON.stringify(copy(two, [], new Set(['WriteLine1', 'WriteLine2']))))!;
    const once = paste(emptyDefinition('e', 'E'), [], clip);
    expect(ends(once.definition)).toEqual(['WriteLine1.Done>WriteLine2']);
    const twice = paste(once.definition, [], clip);
    expect(ends(twice.definition)[1]).toBe('WriteLine3.Done>WriteLine4');
  });

  it.each(['', 'null', '[]', '{"kind":"workflows/activities","activities":[1],"connections":[]}'])(
    'takes nothing from %j',
    (text) => {
      expect(readClip(text)).toBeNull();
    },
  );
});

describe('history', () => {
  it('joins the letters of a word into one step and forgets what was undone when something new comes', () => {
    let history = begin('');
    for (const word of ['a', 'ab', 'abc']) {
      history = change(history, word, 'name');
    }
    history = undo(change(history, 'x'));
    expect(history.present).toBe('abc');
    expect(redo(history).present).toBe('x');
    expect(undo(history).present).toBe('');
    expect(redo(change(history, 'y')).present).toBe('y');
  });
});

describe('outcomes', () => {
  it('come from the input that names them, from the type, and from connections that are left over', () => {
    const activity = { id: 's', type: 'Elsa.FlowSwitch', cases: [{ label: 'VIP' }, { label: '普通' }] };
    const old = [{ source: { activity: 's', port: 'Gone' }, target: { activity: 't' } }];
    expect(outcomesOf(activity, catalogue.find(activity.type), old)).toEqual(['VIP', '普通', 'Default', 'Gone']);
  });
});

describe('outcomes by default', () => {
  const task = { ...catalogue.find('Elsa.FlowSwitch'), outcomes: ['Done'] };
  task.inputs = task.inputs.map((i) => ({ ...i, default: ['Done'] }));

  it('are there until others are written', () => {
    expect(outcomesOf({ id: 'a', type: 't' }, task)).toEqual(['Done']);
    expect(outcomesOf({ id: 'a', type: 't', cases: ['yes', 'no'] }, task)).toEqual(['yes', 'no']);
  });
});

describe('comparing', () => {
  it('sees what was added, removed and changed, and not what was moved', () => {
    const moved = moveActivities(two, [], new Map([['WriteLine1', { x: 900, y: 900 }]]));
    expect(isSame(compare(two, moved))).toBe(true);
    const edited = changeActivity(
      add(removeActivities(two, [], new Set(['WriteLine2'])), 'Elsa.End', 'WriteLine1'),
      [],
      'WriteLine1',
      (a) => setProperty(a, 'text', 'other'),
    );
    const diff = compare(two, edited);
    expect(diff.activities.map((a) => [a.change, a.id, a.properties])).toEqual([
      ['changed', 'WriteLine1', ['text']],
      ['added', 'End1', []],
      ['removed', 'WriteLine2', []],
    ]);
    expect(diff.connections.map((c) => c.change)).toEqual(['added', 'removed']);
    expect(compare(two, { ...two, name: 'E' }).settings).toEqual(['name']);
  });
});

describe('source', () => {
  it('keeps what it does not know', () => {
    const read = readSource(writeSource({ ...two, someday: { deep: [1] } }), 'd');
    expect('definition' in read && read.definition.someday).toEqual({ deep: [1] });
  });

  it.each([
    ['{', 'json'],
    ['[]', 'notObject'],
    ['{}', 'noRoot'],
    ['{"root":{"type":1}}', 'noRoot'],
  ])('tells what is wrong with %s', (text, fault) => {
    expect(readSource(text, 'd')).toMatchObject({ fault });
  });
});

describe('drawing', () => {
  it('lays thousands out in columns, circles too', () => {
    const long = emptyDefinition('d', 'D').root;
    const ids = Array.from({ length: 3000 }, (_, n) => `A${n}`);
    const line = (from: string, to: string) => ({ source: { activity: from }, target: { activity: to } });
    const root = { ...long, activities: ids.map((id) => ({ id, type: 'Elsa.WriteLine' })),
      connections: [...ids.slice(1).map((id, n) => line(ids[n]!, id)), line('A2999', 'A0'), line('A5', 'A5'), line('A0', 'Missing')] };
    const places = autoLayout(root, size);
    expect(ids.every((id, n) => n === 0 || places.get(id)!.x > places.get(ids[n - 1]!)!.x)).toBe(true);
    const loose = autoLayout({ ...root, connections: [] }, size);
    expect(new Set([...loose.values()].map((p) => `${p.x} ${p.y}`)).size).toBe(3000);
  });

  it('lays a chain of 200 out from left to right without covering anything', () => {
    let long = emptyDefinition('d', 'D');
    for (let i = 1; i <= 200; i++) {
      long = add(long, 'Elsa.WriteLine', i > 1 ? `WriteLine${i - 1}` : undefined);
    }
    const places = [...autoLayout(long.root, size).values()];
    expect(places.every((p, i) => i === 0 || p.x >= places[i - 1]!.x + size().width)).toBe(true);
    expect(freeId(long, 'Elsa.WriteLine')).toBe('WriteLine201');
  });

  it('makes a picture in which hostile names are text', () => {
    const nodes = [{ id: 'WriteLine1', title: '<script>"&', kind: 'k', color: '#000', outcomes: ['Done'] }];
    const svg = toSvg(two.root, nodes, new Map([['WriteLine1', { x: 0, y: 0 }]]), size);
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&#60;script&#62;');
  });

  it('knows the outcomes of a decision', () => {
    expect(outcomesOf({ id: 'x', type: decision.type }, decision)).toEqual(['True', 'False']);
  });
});

describe('activitiesAt', () => {
  const text = writeSource(changeActivity(two, [], 'WriteLine2', (a) => setProperty(a, 'text', 'a "quoted" { brace')));
  const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

  it('finds the innermost activity around a place of the text', () => {
    const places = [[lineOf('brace'), 12], [lineOf('"connections"'), 6], [lineOf('"inputs"'), 3], [9_999, 1]];
    expect(activitiesAt(text, places.map(([line, column]) => ({ line: line!, column: column! }))))
      .toEqual(['WriteLine2', 'Flowchart1', undefined, undefined]);
  });
});
