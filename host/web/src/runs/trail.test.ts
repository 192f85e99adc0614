import { describe, expect, it } from 'vitest';
import { momentsOf, standingAt, toldOf, variableHistory, type HistoryEntry } from './trail';

const entry = (sequence: number, ...lines: [activity: string, event: string, detail?: string, instance?: number][]): HistoryEntry => ({
  sequence, at: `2026-11-0${sequence}T09:00:00Z`, actor: 'li',
  lines: lines.map(([activityId, event, detail, instance = 1]) => ({ activityId, activityType: 'T', event, instance, detail })),
});

const moments = momentsOf([
  entry(1, ['Decide', 'Started', undefined, 2], ['Decide', 'Completed', 'True, Also', 2], ['Ask', 'Started', undefined, 3],
    ['Flow', 'VariableSet', 'note = a = b'], ['Ask', 'Waiting', 'task t1', 3], ['', 'Status', 'waiting']),
  entry(2, ['Ask', 'Resumed', undefined, 3], ['Ask', 'Completed', undefined, 3], ['Flow', 'VariableSet', 'note = c'],
    ['Pay', 'Started', undefined, 4], ['Pay', 'Faulted', 'E101 No', 4]),
  entry(3, ['Pay', 'Started', undefined, 5], ['', 'Status', 'finished']),
]);
const connections = [
  { source: { activity: 'Decide', port: 'True' }, target: { activity: 'Ask' } },
  { source: { activity: 'Decide', port: 'False' }, target: { activity: 'Pay' } },
  { source: { activity: 'Ask' }, target: { activity: 'Pay' } },
];

describe('trail', () => {
  it('knows which connections were followed and how often activities began', () => {
    const end = standingAt(moments, moments.length, connections);
    expect([...end.taken.keys()]).toEqual(['Decide:True>Ask:In', 'Ask:Done>Pay:In']);
    expect(end.marks.get('Pay')).toEqual({ state: 'active', count: 2 });
    expect(end.status).toBe('finished');
  });

  it('can look at any moment before', () => {
    const waiting = moments.findIndex((m) => m.line.event === 'Waiting') + 1;
    const then = standingAt(moments, waiting, connections);
    expect(then.marks.get('Ask')?.state).toBe('waiting');
    expect(then.marks.has('Pay')).toBe(false);
  });

  it('keeps every value of a variable, whatever signs it has', () => {
    expect(variableHistory(moments).get('note')?.map((c) => c.value)).toEqual(['a = b', 'c']);
  });

  it('leaves out the beginning of what was done at once', () => {
    const told = toldOf(moments).map((m) => `${m.activity ?? 'run'} ${m.line.event}`);
    expect(told).not.toContain('Decide Started');
    expect(told).toContain('Pay Started');
  });
});
