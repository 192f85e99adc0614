import { flow, journey, must, noBarriers, person, picture, url, value } from './journey.mjs';

const stamp = `${Date.now()}`;
const away = `wang.${stamp}`;
const definition = flow(`away${stamp}`, 'A task for one person', [{
  id: 'Call', type: 'Workflows.HumanTask', version: 1, title: value('String', 'Literal', `Call back ${stamp}`),
  candidateUsers: value('Object', 'Object', `["${away}"]`), outcomes: value('Object', 'Object', '["done"]'),
}]);

/** Somebody goes on leave and names a substitute, who sees whose task it is, takes it over and completes it. */
export default journey('substitute', {}, async ({ page, context, api }) => {
  await api.put(`/api/definitions/away${stamp}/draft`, definition);
  await api.post(`/api/definitions/away${stamp}/publish`);
  const wang = await person(context, api, away, ['staff'], { displayName: 'Wang Fang', staffId: `S${stamp}` });
  const li = await person(context, api, `li.${stamp}`, ['staff'], { displayName: `Li Lei ${stamp}` });
  try {
    const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    await api.post('/api/facts/LeaveRequest', {
      id: `L${stamp}`, staffId: `S${stamp}`, kind: 'personal', from: day(0), to: day(2), askedAt: `${day(0)}T00:00:00Z`,
    });
    await api.post('/api/runs', { definitionId: `away${stamp}` });
    await li.page.goto(url('/inbox'));
    await wang.page.goto(url('/inbox'));
    await wang.page.getByRole('button', { name: `Call back ${stamp}` }).click();
    await wang.page.getByRole('button', { name: 'Claim', exact: true }).click();
    await wang.page.getByRole('button', { name: 'Give back', exact: true }).waitFor();
    await wang.page.getByText('nobody stands in for you yet').waitFor();
    await wang.page.getByRole('button', { name: 'Choose substitute' }).click();
    const drawer = wang.page.getByRole('dialog', { name: 'Substitutes' });
    await drawer.getByRole('combobox', { name: 'Who stands in' }).fill(`Li Lei ${stamp}`);
    await wang.page.keyboard.press('Enter');
    await wang.page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' });
    await noBarriers(wang.page);
    await picture(wang.page, 'substitute-form');
    await drawer.getByRole('button', { name: 'Name substitute' }).click();
    await drawer.getByText(`Li Lei ${stamp} for Wang Fang`).waitFor();
    await takeOver(li.page);
    const { items } = await api.get(`/api/audit?actor=li.${stamp}`);
    must(items.some((e) => e.action === 'act as substitute' && e.detail === `complete for ${away}` || e.detail === `claim for ${away}`),
      JSON.stringify(items));
  } finally {
    await wang.context.close();
    await li.context.close();
  }
});

async function takeOver(page) {
  await page.getByText('You stand in for Wang Fang').waitFor();
  const task = page.getByRole('button', { name: `Call back ${stamp}` });
  await task.getByText('for Wang Fang').waitFor();
  await task.click();
  await page.getByRole('button', { name: 'Take over' }).waitFor();
  await noBarriers(page);
  await picture(page, 'substitute-inbox');
  await page.getByRole('button', { name: 'Take over' }).click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.waitForURL((at) => at.pathname === '/inbox');
}
