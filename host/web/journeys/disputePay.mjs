import { journey, must, noBarriers, person, picture, url } from './journey.mjs';

const month = '2026-08';
const staffId = `D${Date.now()}`;

/** A staff member disagrees with a line; the accountant finds the task and answers; the answer stands on the slip. */
export default journey('dispute-pay', {}, async ({ page, context, api }) => {
  await api.post('/api/facts/Staff', {
    id: staffId, name: '周敏', department: '客服售后部', post: 'pre-sales CS', status: 'regular', hiredOn: '2025-03-01',
    education: 'bachelor', cet6: false, manager: false,
  });
  const zhou = await person(context, api, `zhou${Date.now()}`, ['staff'], { displayName: '周敏', staffId });
  try {
    await zhou.page.goto(url(`/pay/${month}/${staffId}`));
    await disagree(zhou.page);
    const dialog = zhou.page.getByRole('dialog');
    await dialog.getByLabel('What is wrong').fill('I passed CET-6 in July');
    await zhou.page.reload();
    await disagree(zhou.page);
    must(await dialog.getByLabel('What is wrong').inputValue() === 'I passed CET-6 in July', 'what was typed survives a reload');
    await noBarriers(zhou.page);
    await dialog.getByRole('button', { name: 'Send' }).click();
    await zhou.page.getByText('It is with the accountant.').waitFor();
    await picture(zhou.page, 'dispute-open');

    await page.goto(url('/inbox?view=group'));
    await page.locator('.task-open', { hasText: staffId }).click();
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await page.getByRole('button', { name: 'How this due time comes about' }).click();
    await page.locator('.arithmetic').getByText('counts').first().waitFor();
    await page.getByLabel('Answer to the staff member').fill('Right: the certificate was overlooked.');
    await page.getByRole('spinbutton', { name: 'Correction of pay, yuan' }).fill('100');
    await noBarriers(page);
    await picture(page, 'dispute-task');
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    await page.waitForURL((at) => at.pathname === '/inbox');

    await zhou.page.reload();
    await zhou.page.getByRole('button', { name: 'Base pay' }).click();
    await zhou.page.getByText('the certificate was overlooked').waitFor();
    await zhou.page.getByText('Corrected by ¥100.00').waitFor();
    await noBarriers(zhou.page);
    await picture(zhou.page, 'dispute-answered');
  } finally {
    await zhou.context.close();
  }
});

// While the line opens, the page grows and scrolls under the mouse: a click then hits what is not there any more.
async function disagree(page) {
  await page.getByRole('button', { name: 'Base pay' }).click();
  const button = page.getByRole('button', { name: 'I disagree' });
  await button.waitFor();
  await page.waitForFunction(() => !document.querySelector('.ant-motion-collapse'));
  await button.click();
}
