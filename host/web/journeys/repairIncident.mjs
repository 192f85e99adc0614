import { flow, journey, must, noBarriers, picture, url, value } from './journey.mjs';

const id = `repair${Date.now()}`;
const definition = flow(id, 'Counts the parcels', [
  { id: 'Check', type: 'Elsa.FlowDecision', version: 1, metadata: { displayText: 'Enough parcels?' },
    condition: value('Boolean', 'JavaScript', 'getVariable("parcels").count.length > 0') },
  { id: 'Say', type: 'Elsa.WriteLine', version: 1, text: value('String', 'Literal', 'enough') },
], [['Check', 'True', 'Say']], [{ id: 'parcels', name: 'parcels', typeName: 'Object', value: 'none' }]);

export default journey('repair-incident', {}, async ({ page, api }) => {
  await api.put(`/api/definitions/${id}/draft`, definition);
  await api.post(`/api/definitions/${id}/publish`);
  const { id: runId } = await api.post('/api/runs', { definitionId: id });

  await severalAtOnce(page, api);
  await page.locator(`a[href="/runs/${runId}"]`).click();
  await page.getByRole('region', { name: 'Incident' }).waitFor();
  await page.locator('.act-faulted').waitFor();
  await picture(page, 'incident');
  await noBarriers(page);

  await page.getByRole('button', { name: 'Change: parcels' }).click();
  const dialog = page.getByRole('dialog');
  const kind = dialog.getByLabel('What parcels is');
  await kind.fill('Fields');
  await kind.press('Enter');
  await dialog.getByRole('button', { name: 'Add value' }).click();
  await dialog.getByLabel('Name of the value').fill('count');
  await dialog.getByLabel('Value of count').fill('7');
  await noBarriers(page);
  await dialog.getByRole('button', { name: 'Show what would change' }).click();
  await dialog.getByText('Nothing is changed yet').waitFor();
  await picture(page, 'incident-dry-run');
  must((await api.get(`/api/runs/${runId}`)).variables.parcels === 'none', 'looking changes nothing');
  await dialog.getByRole('button', { name: 'Do it' }).click();
  await dialog.waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByRole('button', { name: 'Do it' }).click();
  await page.getByText('finished', { exact: true }).first().waitFor();
  const { run } = await api.get(`/api/runs/${runId}`);
  must(run.status === 'finished' && run.openIncidents === 0, JSON.stringify(run));
});

/** Cancels two runs of three from the list, where what would become of them is shown first. */
async function severalAtOnce(page, api) {
  const others = [];
  for (const businessKey of [`${id}-one`, `${id}-two`]) {
    others.push({ ...(await api.post('/api/runs', { definitionId: id, businessKey })), businessKey });
  }
  await page.goto(url(`/runs?incidents=true&definition=${id}`));
  for (const { businessKey } of others) {
    await page.getByRole('checkbox', { name: `Choose ${businessKey}` }).check();
  }
  await page.getByRole('button', { name: 'Cancel 2' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('It would be done to 2 runs').waitFor();
  must(await dialog.getByText('cancelled', { exact: true }).count() === 2, 'each run is shown with what would become of it');
  must((await api.get(`/api/runs/${others[0].id}`)).run.status === 'faulted', 'looking cancels nothing');
  await noBarriers(page);
  await picture(page, 'bulk-cancel');
  await api.post(`/api/runs/${others[1].id}/cancel`);
  await dialog.getByLabel('Why').fill('counted twice');
  await dialog.getByRole('button', { name: 'Do it to 2' }).click();
  await dialog.getByText('Not to 1 run').waitFor();
  await picture(page, 'bulk-cancel-done');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'hidden' });
  const states = await Promise.all(others.map(async (one) => (await api.get(`/api/runs/${one.id}`)).run.status));
  must(states.every((state) => state === 'cancelled'), states.join());
}
