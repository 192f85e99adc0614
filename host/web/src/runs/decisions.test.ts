import { describe, expect, it } from 'vitest';
import { decisionsOf } from './decisions';

const level = {
  type: 'Approval', key: 'R1', fact: { level: 'two persons' }, rule: 'approval', version: 'returns:1', reason: { zh: '金额 2290 元' },
};

describe('the decisions of a run', () => {
  it('are found wherever a variable holds them, each once', () => {
    const stage = { ...level, type: 'Stage', rule: 'stage' };
    expect(decisionsOf({ conclusions: [level, stage], one: level, left: 5, body: { rule: 'x' }, none: null })).toEqual([level, stage]);
  });

  it('are no facts that nobody concluded', () => {
    expect(decisionsOf({ orders: [{ type: 'Order', fact: { id: 'O1' } }] })).toEqual([]);
  });
});
