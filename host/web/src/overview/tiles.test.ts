import { describe, expect, it } from 'vitest';
import type { Figures } from './server';
import { runTiles, taskTiles } from './tiles';

const figures: Figures = {
  running: 1, waiting: 2, faulted: 3, incidents: { total: 4, items: [] }, mine: { total: 5, items: [] }, mineLate: 6, free: 7, late: 8,
};
const everything = { runs: true, tasks: true, allTasks: true };
const shown = (tiles: { value: number; to: string }[]) => tiles.map(({ value, to }) => `${value} ${to}`);

describe('the figures of the overview', () => {
  it('lead to the lists that they count, late ones to late ones', () => {
    expect(shown(taskTiles(figures, everything)))
      .toEqual(['5 /inbox', '6 /inbox?late=true', '7 /inbox?view=group', '8 /inbox?view=all&late=true']);
    expect(shown(runTiles(figures, everything, 9)))
      .toEqual(['1 /runs?state=running', '2 /runs?state=waiting', '3 /runs?state=faulted', '4 /runs?incidents=true', '9 /signals']);
  });

  it('are those that one may see and that are known', () => {
    const clerk = { runs: false, tasks: true, allTasks: false };
    expect(shown(taskTiles(figures, clerk))).toEqual(['5 /inbox', '6 /inbox?late=true', '7 /inbox?view=group']);
    expect(runTiles(figures, clerk, undefined)).toEqual([]);
    expect(runTiles(figures, everything, null)).toHaveLength(4);
  });
});
