import { journey, must, noBarriers, picture, url } from './journey.mjs';

const month = '2026-09';
const staffId = `P${Date.now()}`;

export default [['en', 'Base pay', 'base pay'], ['zh', '底薪', '基本工资']].map(([language, line, figure], n) =>
  journey(`explain-pay-${language}`, { language, look: n === 0 ? 'light' : 'dark' }, async ({ page, api }) => {
    await api.post('/api/facts/Staff', {
      id: staffId, name: '林晓', department: '客服部', post: 'pre-sales CS', status: 'regular', hiredOn: '2025-03-01', education: 'bachelor',
      cet6: false, manager: false, phone: '13500000000',
    });
    await page.goto(url(`/pay/${month}`));
    await page.getByRole('link', { name: staffId }).click();
    const opened = page.getByRole('button', { name: line });
    await opened.waitFor();
    must((await opened.textContent()).includes('1,300.00'), `the base is ${await opened.textContent()}`);
    await opened.click();
    await page.locator('dt', { hasText: figure }).first().waitFor();
    await page.getByText('林晓').first().waitFor();
    await picture(page, `slip-${language}`);
    await noBarriers(page);
  }));
