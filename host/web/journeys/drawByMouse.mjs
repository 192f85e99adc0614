import { barriers, journey, must, picture, url } from './journey.mjs';

const id = `mouse${Date.now()}`;

/** Holds the left button from one place to another, slowly enough for a page to see it. */
async function pull(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

const middle = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

await journey('draw-by-mouse', {}, async ({ page, api }) => {
  await page.goto(url('/designer'));
  await page.getByRole('button', { name: 'New workflow' }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('Drawn by mouse');
  await page.getByRole('dialog').getByLabel('Short name').fill(id);
  await page.getByRole('button', { name: 'Create and draw' }).click();
  const canvas = page.locator('.canvas');
  await canvas.waitFor();
  const search = page.getByLabel('Find an activity');
  await search.fill('write line');
  const item = page.locator('.palette-item').first();
  for (let n = 0; n < 5; n++) {
    await item.hover();
    const box = await canvas.boundingBox();
    await pull(page, middle(await item.boundingBox()), { x: box.x + 130, y: box.y + 60 + n * 90 });
    await page.locator('.react-flow__node').nth(n).waitFor();
  }
  const nodes = page.locator('.react-flow__node');
  for (let n = 0; n < 4; n++) {
    const from = middle(await nodes.nth(n).locator('.react-flow__handle-right').boundingBox());
    const to = middle(await nodes.nth(n + 1).locator('.react-flow__handle-left').boundingBox());
    await pull(page, from, to);
    await page.locator('.react-flow__edge').nth(n).waitFor({ state: 'attached' });
  }
  await page.getByRole('button', { name: 'Arrange' }).click();
  await picture(page, 'designer-by-mouse');
  const found = await barriers(page);
  must(found.length === 0, `barriers:\n${found.join('\n')}`);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Published: new runs use this version.').waitFor();

  const { definition, state } = await api.get(`/api/definitions/${id}`);
  must(state === 'published', `the state is ${state}`);
  must(definition.root.activities.length === 5 && definition.root.connections.length === 4, JSON.stringify(definition.root));
  const started = await api.post('/api/runs', { definitionId: id });
  const { run } = await api.get(`/api/runs/${started.id}`);
  must(run.status === 'finished', `the run is ${run.status}`);
  await page.goto(url(`/runs/${started.id}`));
  await page.locator('.act-done').nth(4).waitFor();
  await picture(page, 'run-finished');
});
