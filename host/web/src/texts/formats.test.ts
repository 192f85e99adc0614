import { describe, expect, it } from 'vitest';
import { formatsFor } from './formats';

describe('dates and money', () => {
  it.each([['en', '3 Oct 2026', 'October 2026', '¥1,600.00'], ['zh', '2026年10月3日', '2026年10月', '¥1,600.00']] as const)(
    'are written as one does in %s', (language, date, month, money) => {
      const formats = formatsFor(language);
      expect(formats.date('2026-10-03')).toBe(date);
      expect(formats.month('2026-10')).toBe(month);
      expect(formats.money(1600)).toBe(money);
    });

  it('leave a date the day that it is, wherever one reads it', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'America/Los_Angeles';
    expect(formatsFor('en').date('2026-10-03')).toBe('3 Oct 2026');
    process.env.TZ = zone;
  });
});
