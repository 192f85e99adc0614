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

  await page.goto(url('/runs?incidents=true'));
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
