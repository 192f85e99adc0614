import { journey, must, noBarriers, picture, url } from './journey.mjs';

const id = `mouse${Date.now()}`;
const kinds = ['HTTP endpoint', 'Write line', 'Write line', 'Write line', 'HTTP response'];

/** Holds the left button from one place to another, slowly enough for a page to see it. */
async function pull(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

const middle = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

export default journey('draw-by-mouse', {}, async ({ page, api }) => {
  await page.goto(url('/designer'));
  await page.getByRole('button', { name: 'New workflow' }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('Drawn by mouse');
  await page.getByRole('dialog').getByLabel('Short name').fill(id);
  await page.getByRole('button', { name: 'Create and draw' }).click();
  const canvas = page.locator('.canvas');
  await canvas.waitFor();
  const search = page.getByLabel('Find an activity');
  for (const [n, kind] of kinds.entries()) {
    await search.fill(kind);
    const item = page.getByRole('button', { name: kind, exact: true });
    await item.hover();
    const box = await canvas.boundingBox();
    await pull(page, middle(await item.boundingBox()), { x: box.x + 130, y: box.y + 60 + n * 90 });
    await page.locator('.react-flow__node').nth(n).waitFor();
    if (kind === 'HTTP endpoint') {
      await page.getByLabel(/^Path/).first().fill(id);
      await page.getByRole('checkbox', { name: 'Starts new runs' }).check();
    }
    if (kind === 'HTTP response') {
      await page.getByLabel(/^Content/).first().fill('drawn and done');
    }
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
  await noBarriers(page);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Published: new runs use this version.').waitFor();

  const { definition, state } = await api.get(`/api/definitions/${id}`);
  must(state === 'published', `the state is ${state}`);
  must(definition.root.activities.length === 5 && definition.root.connections.length === 4, JSON.stringify(definition.root));
  const answer = await api.get(`/workflows/${id}`);
  must(answer === 'drawn and done', `the workflow answered ${answer}`);
  await page.goto(url(`/runs?definition=${id}`));
  await page.locator('tbody a').first().click();
  await page.getByText('finished', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.locator('.act-done').nth(4).waitFor();
  await picture(page, 'run-finished');
});
