import { describe, expect, it } from 'vitest';
import { tablesOf } from './reasons';

describe('the facts behind a line of pay', () => {
  it('stand together by their kind, orders with what matters for pay', () => {
    const order = (id: string) => ({ type: 'Order', key: id, values: { id, ip: '10.0.0.9', amount: 59, paidAt: '2026-10-01T10:00:00Z' } });
    const person = { type: 'Staff', key: 'S1', values: { id: 'S1', name: '李' } };
    expect(tablesOf([order('O1'), person, order('O2'), { type: 'parameter', values: { basePay: 1200 } }])).toEqual([
      { type: 'Order', rows: ['O1', 'O2'].map((id) => ({ id, paidAt: '2026-10-01T10:00:00Z', amount: 59 })) },
      { type: 'Staff', rows: [{ id: 'S1', name: '李' }] },
    ]);
  });
});
