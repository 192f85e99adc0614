import { describe, expect, it } from 'vitest';
import { concerns, pauseBefore } from './live';

describe('what a page hears of', () => {
  it('is all of a kind, or the one that it shows', () => {
    const change = { kind: 'runs' as const, ids: ['a', 'b'] };
    expect(concerns(change, [{ kind: 'runs' }])).toBe(true);
    expect(concerns(change, [{ kind: 'runs', id: 'b' }])).toBe(true);
    expect(concerns(change, [{ kind: 'runs', id: 'c' }, { kind: 'tasks' }])).toBe(false);
    expect(concerns({ kind: 'runs', ids: null }, [{ kind: 'runs', id: 'c' }])).toBe(true);
  });
});

describe('the pause before the next attempt', () => {
  it('doubles up to a minute', () => {
    expect([0, 1, 2, 3, 10].map((attempt) => pauseBefore(attempt, 1))).toEqual([1000, 2000, 4000, 8000, 60_000]);
  });
  it('differs between pages by up to a half', () => {
    expect(pauseBefore(3, 0)).toBe(4000);
    expect(pauseBefore(3, 0.5)).toBe(6000);
  });
});
