import { describe, expect, it } from 'vitest';
import { firstViewOf } from './firstView';

const box = (x: number, y: number) => ({ position: { x, y }, width: 200, height: 50 });
const room = { width: 1000, height: 600 };

describe('where one looks at first', () => {
  it('looks at what is wanted where the whole is too large', () => {
    const boxes = [0, 5000].map((x) => ({ position: { x, y: 0 }, width: 200, height: 50 }));
    const { x, zoom } = firstViewOf(boxes, { width: 800, height: 400 }, boxes[1]);
    expect(x + 5100 * zoom).toBe(400);
  });
  it('is the middle of what fits', () => {
    expect(firstViewOf([box(0, 0), box(400, 100)], room)).toEqual({ x: 200, y: 225, zoom: 1 });
  });

  it('is the whole, made smaller, where it can still be read', () => {
    const { x, zoom } = firstViewOf([box(0, 0), box(1100, 0)], room);
    expect(zoom).toBeCloseTo(936 / 1300);
    expect(x).toBeCloseTo(32);
  });

  it('is the first activity where the whole would be too small', () => {
    const { x, y, zoom } = firstViewOf([box(100, 900), box(5000, -500)], room);
    expect(zoom).toBe(0.85);
    expect(100 * zoom + x).toBeCloseTo(32);
    expect(925 * zoom + y).toBeCloseTo(300);
  });

  it('is nowhere in particular when nothing is drawn', () => {
    expect(firstViewOf([], room)).toEqual({ x: 0, y: 0, zoom: 1 });
  });
});
