import { flow, journey, must, noBarriers, picture, url, value } from './journey.mjs';

const id = `rehearse${Date.now()}`;
const definition = flow(id, 'Rehearsed', [
  { id: 'Decide', type: 'Workflows.HumanTask', version: 1, title: value('String', 'Literal', 'Decide'),
    outcomes: value('Object', 'Object', '["approve","reject"]') },
  { id: 'Say', type: 'Elsa.WriteLine', version: 1, text: value('String', 'Literal', 'approved') },
], [['Decide', 'approve', 'Say']]);

export default journey('rehearse', {}, async ({ page, api }) => {
  await api.put(`/api/definitions/${id}/draft`, definition);
  await page.goto(url(`/designer/${id}?view=rehearse`));
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByText('The run is now waiting.').waitFor();
  await page.locator('.act-waiting').waitFor();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('The run is now finished.').waitFor();
  await page.locator('.edge-taken').waitFor({ state: 'attached' });
  await picture(page, 'rehearsal');
  await noBarriers(page);
  must((await api.get('/api/runs?definition=' + id)).total === 0, 'a rehearsal leaves no run behind');

  // A process that a request begins asks for what the request must say.
  await page.goto(url('/designer/returns?view=rehearse'));
  await page.getByText('A request like this would be refused').waitFor();
  await page.getByRole('textbox', { name: 'Order', exact: true }).fill('O1');
  await page.getByRole('textbox', { name: 'Reason', exact: true }).fill('damaged');
  await page.getByRole('spinbutton', { name: 'Amount', exact: true }).fill('59');
  await page.getByText('A request like this would be refused').waitFor({ state: 'hidden' });
  await page.reload();
  must(await page.getByRole('textbox', { name: 'Order', exact: true }).inputValue() === 'O1', 'a sample survives a reload');
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByText('The run is now').waitFor();
  await page.getByText('damaged').first().waitFor();
  await noBarriers(page);
});
