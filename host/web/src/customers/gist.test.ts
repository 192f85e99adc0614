import { describe, expect, it } from 'vitest';
import { gistOf, needsName } from './gist';

describe('what a fact was about', () => {
  it('is told in the order that people ask, without what is empty', () => {
    expect(gistOf('Order', { status: 'paid', amount: 59, id: 'O1', ip: '10.0.0.9' }))
      .toEqual([['id', 'O1'], ['amount', 59], ['status', 'paid']]);
    expect(gistOf('Review', { stars: 0, text: '' })).toEqual([['stars', 0]]);
    expect(gistOf('Unheard', { a: 1 })).toEqual([]);
  });

  it('names figures and moments, which say nothing alone', () => {
    expect([needsName(4, null), needsName(59, 'yuan'), needsName('2026-10-01T10:00:00Z', null), needsName('O1', null)])
      .toEqual([true, false, true, false]);
  });
});
