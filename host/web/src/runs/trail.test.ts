import { describe, expect, it } from 'vitest';
import { incidentsOf, momentsOf, standingAt, variableHistory, type HistoryEntry, type RunEvent } from './trail';

const entry = (sequence: number, ...events: RunEvent[]): HistoryEntry => ({
  sequence,
  at: `2026-11-0${sequence}T09:00:00Z`,
  actor: 'li',
  events,
});

const entries = [
  entry(
    1,
    { e: 'run', definition: 'd' },
    { e: 'scheduled', i: 1, a: 'Decide', o: 0 },
    { e: 'started', i: 1 },
    { e: 'completed', i: 1, r: ['True'] },
    { e: 'scheduled', i: 2, a: 'Ask', o: 0 },
    { e: 'started', i: 2 },
    { e: 'waiting', i: 2, b: 'b1' },
    { e: 'variable', i: 1, n: 'amount', x: 5 },
    { e: 'ids', x: 1 },
  ),
  entry(
    2,
    { e: 'resumed', b: 'b1' },
    { e: 'completed', i: 2 },
    { e: 'variable', i: 1, n: 'amount', x: 7 },
    { e: 'scheduled', i: 3, a: 'Pay', o: 0 },
    { e: 'started', i: 3 },
    { e: 'faulted', i: 3, incident: 'n1', code: 'E101', en: 'No', zh: '不' },
  ),
  entry(
    3,
    { e: 'resolved', incident: 'n1', how: 'retry' },
    { e: 'scheduled', i: 4, a: 'Pay' },
    { e: 'started', i: 4 },
    { e: 'status', s: 'finished' },
  ),
];
const connections = [
  { source: { activity: 'Decide', port: 'True' }, target: { activity: 'Ask' } },
  { source: { activity: 'Decide', port: 'False' }, target: { activity: 'Pay' } },
  { source: { activity: 'Ask' }, target: { activity: 'Pay' } },
];
const moments = momentsOf(entries);

describe('trail', () => {
  it('names the activity of each event, also of one that only names its wait', () => {
    expect(moments.find((m) => m.event.e === 'resumed')?.activity).toBe('Ask');
    expect(moments.find((m) => m.event.e === 'run')?.activity).toBeUndefined();
  });

  it('knows which connections were followed and how often activities began', () => {
    const end = standingAt(moments, moments.length, connections);
    expect([...end.taken.keys()]).toEqual(['Decide:True>Ask:In', 'Ask:Done>Pay:In']);
    expect(end.marks.get('Pay')).toEqual({ state: 'active', count: 2 });
    expect(end.status).toBe('finished');
  });

  it('can look at any moment before', () => {
    const waiting = moments.findIndex((m) => m.event.e === 'waiting') + 1;
    const then = standingAt(moments, waiting, connections);
    expect(then.marks.get('Ask')?.state).toBe('waiting');
    expect(then.marks.has('Pay')).toBe(false);
  });

  it('keeps every value of a variable', () => {
    expect(
      variableHistory(moments)
        .get('amount')
        ?.map((c) => c.value),
    ).toEqual([5, 7]);
  });

  it('knows what became of an incident', () => {
    expect(incidentsOf(moments.slice(0, -4))[0]).toMatchObject({ code: 'E101', activity: 'Pay' });
    expect(incidentsOf(moments.slice(0, -4))[0]?.resolved).toBeUndefined();
    expect(incidentsOf(moments)[0]?.resolved).toBe('retry');
  });
});
