import { flow, journey, must, person, picture, url, value } from './journey.mjs';

const id = `live${Date.now()}`;
const definition = flow(id, 'One task for staff', [{
  id: 'Look', type: 'Workflows.HumanTask', version: 1, title: value('String', 'Literal', `Look at ${id}`),
  candidateRoles: value('Object', 'Object', '["staff"]'), outcomes: value('Object', 'Object', '["done"]'),
}]);

/** Two people at work: what one does, the other sees without asking; and without a live connection the pages ask every so often. */
export default journey('live-updates', {}, async ({ page, context, api }) => {
  await api.put(`/api/definitions/${id}/draft`, definition);
  await api.post(`/api/definitions/${id}/publish`);
  const staff = await person(context, api, `staff.${id}`, ['staff']);
  try {
    // Nobody asks by the clock here: what appears was told.
    for (const one of [page, staff.page]) {
      await one.addInitScript(() => (window.setInterval = () => 0));
    }
    const connected = (one) => one.waitForResponse((answer) => answer.url().includes('/api/live/negotiate') && answer.ok());
    await Promise.all([connected(staff.page), staff.page.goto(url('/inbox?view=group'))]);
    await Promise.all([connected(page), page.goto(url(`/runs?definition=${id}`))]);
    await page.getByText('No run fits').or(page.locator('.ant-empty')).first().waitFor();
    const run = await api.post('/api/runs', { definitionId: id });
    const task = staff.page.getByRole('button', { name: `Look at ${id}` });
    await task.waitFor();
    const row = page.locator('tbody tr', { hasText: 'One task for staff' });
    await row.getByText('waiting').waitFor();
    await row.getByRole('link').click();
    await page.locator('.run-layout').waitFor();
    await task.click();
    await staff.page.getByRole('button', { name: 'Claim', exact: true }).click();
    await staff.page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.locator('h1 ~ *', { hasText: 'finished' }).waitFor();
    must(await staff.page.getByRole('button', { name: `Look at ${id}` }).count() === 0, 'the task has left the inbox');
    await picture(page, 'live-run');
    await withoutConnection(staff, api);
    must((await api.get(`/api/runs/${run.id}`)).run.status === 'finished', 'the run is at its end');
  } finally {
    await staff.context.close();
  }
});

async function withoutConnection(staff, api) {
  const page = await staff.context.newPage();
  await page.route('**/api/live/**', (route) => route.abort());
  // The clock of the page runs fast, so that nobody has to wait for it.
  await page.addInitScript(() => {
    const real = window.setInterval;
    window.setInterval = (work, pause) => real(work, pause / 50);
  });
  await page.goto(url('/inbox?view=group'));
  await page.locator('.inbox-list').waitFor();
  await api.post('/api/runs', { definitionId: id });
  await page.getByRole('button', { name: `Look at ${id}` }).waitFor();
}
