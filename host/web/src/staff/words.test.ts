import { describe, expect, it } from 'vitest';
import { dutyIn } from './words';

describe('a duty', () => {
  it('is told in the reader’s language where the sheet has both', () => {
    expect(dutyIn('targets of the team 团队目标', 'zh')).toBe('团队目标');
    expect(dutyIn('targets of the team 团队目标', 'en')).toBe('targets of the team');
    expect(dutyIn('blog, e-mail, forum 博客、邮件、论坛', 'en')).toBe('blog, e-mail, forum');
  });

  it('is told as it is where it has one', () => {
    expect(dutyIn('SEO and SEM', 'zh')).toBe('SEO and SEM');
    expect(dutyIn('审单', 'en')).toBe('审单');
  });
});
