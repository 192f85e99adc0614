import { flow, journey, must, url } from './journey.mjs';

const id = `tabs${Date.now()}`;
export default journey('two-tabs', {}, async ({ page, context, api }) => {
  await api.put(`/api/definitions/${id}/draft`, flow(id, 'Two tabs', []));
  await page.goto(url(`/designer/${id}`));
  await page.locator('.canvas').waitFor();
  const name = (tab) => tab.getByLabel('Name', { exact: true });
  await name(page).waitFor();

  // Another browser of the same person: what is kept on a device is not shared.
  const other = await (await context.browser().newContext({ storageState: { cookies: await context.cookies(), origins: [] } })).newPage();
  await other.goto(url(`/designer/${id}`));
  await name(other).fill('Theirs');
  await other.getByRole('button', { name: 'Save draft' }).click();
  await other.getByText('draft', { exact: true }).waitFor();

  await name(page).fill('Mine');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('Somebody else has saved this draft').waitFor();
  must((await api.get(`/api/definitions/${id}`)).definition.name === 'Theirs', 'nothing is overwritten unasked');
  await page.getByRole('button', { name: 'Take theirs' }).click();
  must(await name(page).inputValue() === 'Theirs', 'theirs is shown');
  await page.getByRole('button', { name: 'Undo' }).click();
  must(await name(page).inputValue() === 'Mine', 'mine is one step back');
});
