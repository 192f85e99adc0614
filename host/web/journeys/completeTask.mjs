import { flow, journey, must, noBarriers, picture, url, value } from './journey.mjs';

const id = `task${Date.now()}`;
const form = {
  type: 'object',
  required: ['amount'],
  properties: {
    amount: { type: 'number', minimum: 0, maximum: 500, title: { en: 'Refund', zh: '退款金额' } },
    note: { type: 'string', title: { en: 'Note', zh: '备注' } },
  },
};
const definition = flow(id, 'One decision', [{
  id: 'Decide', type: 'Workflows.HumanTask', version: 1, title: value('String', 'Literal', 'Decide on the refund'),
  outcomes: value('Object', 'Object', '["approve","reject"]'), form: value('Object', 'Object', JSON.stringify(form)),
}]);

const languages = [
  ['en', { claim: 'Claim', amount: 'Refund', most: 'At most 500.', approve: 'Approve' }],
  ['zh', { claim: '认领', amount: '退款金额', most: '不能大于 500。', approve: '同意' }],
];

export default languages.map(([language, words]) =>
  journey(`complete-task-${language}`, { language, width: language === 'zh' ? 390 : 1400 }, async ({ page, api }) => {
    if (language === 'en') {
      await api.put(`/api/definitions/${id}/draft`, definition);
      await api.post(`/api/definitions/${id}/publish`);
    }
    const run = await api.post('/api/runs', { definitionId: id });
    const [task] = (await api.get(`/api/tasks?run=${run.id}`)).items;
    await page.goto(url('/inbox?view=group'));
    await page.locator('.task-open').first().waitFor();
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement.matches('.inbox-detail'));
    await page.goto(url(`/inbox/${task.id}`));
    await page.getByRole('button', { name: words.claim, exact: true }).click();
    await page.waitForFunction(() => document.activeElement.matches('.task'));
    const amount = page.getByRole('spinbutton', { name: words.amount });
    await amount.fill('501');
    await page.getByText(words.most).waitFor();
    await amount.fill('59.5');
    await page.reload();
    must(await amount.inputValue() === '59.5', 'what was typed survives a reload');
    await noBarriers(page);
    await picture(page, `task-${language}`);
    await page.getByRole('button', { name: words.approve, exact: true }).click();
    await page.waitForURL((at) => at.pathname === '/inbox');
    const done = await api.get(`/api/tasks/${task.id}`);
    must(done.state === 'completed' && done.outcome === 'approve', JSON.stringify(done));
    must((await api.get(`/api/runs/${run.id}`)).run.status === 'finished', 'the run goes on to its end');
  }));
