import { flow, journey, must, url } from './journey.mjs';

const id = `tabs${Date.now()}`;
export default journey('two-tabs', {}, async ({ page, context, api }) => {
  await api.put(`/api/definitions/${id}/draft`, flow(id, 'Two tabs', []));
  await page.goto(url(`/designer/${id}`));
  await page.locator('.canvas').waitFor();
  const name = (tab) => tab.getByLabel('Name', { exact: true });
  await name(page).waitFor();

  // A save that is stored, and whose answer never comes: saved again it is one's own, not somebody else's.
  await page.route('**/draft', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await name(page).fill('Mine at first');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('The server does not answer').waitFor();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('draft', { exact: true }).waitFor();

  // A text that is no JSON yet stays over other views and a reload, and does nothing to the drawing.
  const code = page.getByRole('textbox', { name: 'JSON' });
  await page.getByText('JSON', { exact: true }).click();
  await code.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(', oops');
  await page.getByText('this is not JSON yet').first().waitFor();
  await page.reload();
  await code.waitFor();
  must((await code.textContent()).includes(', oops'), 'what was typed is still there');
  await page.getByRole('button', { name: 'Back to the drawing' }).click();
  await page.getByText('Draw', { exact: true }).click();
  must(await name(page).inputValue() === 'Mine at first', 'the drawing is as it was');

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

  // A draft that was stored without these pages and cannot be drawn is mended in its text.
  const step = { id: 'A', type: 'Elsa.WriteLine', version: 1 };
  await api.put(`/api/definitions/${id}b/draft`, flow(`${id}b`, 'Twice', [step, step]));
  await page.goto(url(`/designer/${id}b`));
  await page.getByText('Another activity has the id that stands at root.activities[1].id').waitFor();
  await code.waitFor();
});
