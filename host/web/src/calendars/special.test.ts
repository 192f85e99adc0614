import { describe, expect, it } from 'vitest';
import { areShifts, linesOf, onTop, shiftsOf, withSpecial } from './special';

const calendar = {
  name: 'service', timeZone: '+08:00', statutory: true,
  special: [
    { name: { en: 'Double 12', zh: '双十二' }, date: '2026-12-12', shifts: ['08:00-24:00'] },
    { name: 'Stocktaking', from: '2026-06-16', to: '2026-06-18' },
  ],
};

describe('special days', () => {
  it('are the same after a look at them, the earliest first', () => {
    const { special, ...rest } = withSpecial(calendar, linesOf(calendar));
    expect(rest).toEqual({ name: 'service', timeZone: '+08:00', statutory: true });
    expect(special).toEqual([{ ...calendar.special[1], shifts: [] }, calendar.special[0]]);
  });

  it('stand on top of what somebody else has made of the calendar meanwhile', () => {
    const line = (zh: string, shifts = '') => ({ zh, en: '', from: '2026-12-01', to: '2026-12-01', shifts });
    const base = [line('盘点'), line('双十二')];
    const mine = [line('盘点', '09:00-12:00'), line('双十二'), line('年会')];
    expect(onTop(base, mine, base)).toBe(mine);
    expect(onTop(base, mine, [...base, line('停电')])).toEqual([line('双十二'), line('停电'), line('盘点', '09:00-12:00'), line('年会')]);
    expect(onTop(base, base.slice(1), [...base, line('停电')])).toEqual([line('双十二'), line('停电')]);
  });

  it('take shifts as people type them', () => {
    expect(shiftsOf('8：00–11：30，13:00 - 17:00')).toEqual(['8:00-11:30', '13:00-17:00']);
    expect(areShifts('8：00–11：30，22:00-6:00')).toBe(true);
    expect(areShifts('')).toBe(true);
    expect(areShifts('8-11')).toBe(false);
    expect(areShifts('25:00-26:00')).toBe(false);
  });
});
