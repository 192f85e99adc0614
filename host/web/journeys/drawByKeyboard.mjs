import { journey, must, picture, url } from './journey.mjs';

const id = `keys${Date.now()}`;
const kinds = ['HTTP endpoint', 'Write line', 'Write line', 'Write line', 'HTTP response'];
const ids = ['HttpEndpoint1', 'WriteLine1', 'WriteLine2', 'WriteLine3', 'WriteHttpResponse1'];

export default journey('draw-by-keyboard', {}, async ({ page, api }) => {
  const press = async (...keys) => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };
  /** Goes on with Tab until the thing of that name has the focus. */
  const tabTo = async (name, key = 'Tab') => {
    const seen = [];
    for (let n = 0; n < 150; n++) {
      await press(key);
      const here = await page.evaluate(() => {
        const at = document.activeElement;
        const label = at?.labels?.[0]?.textContent?.trim();
        return [at?.getAttribute('aria-label'), at?.textContent?.trim(), label, label?.replace(/\s*\*$/, '')];
      });
      if (here.includes(name)) {
        return;
      }
      seen.push(here.find(Boolean)?.slice(0, 20));
    }
    throw new Error(`${key} never came to "${name}": ${[...new Set(seen)].join(', ')}`);
  };
  await page.goto(url('/designer'));
  await page.getByRole('heading', { name: 'Workflow designer' }).waitFor();
  await tabTo('New workflow');
  await press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.waitForFunction(() => document.activeElement?.labels?.[0]?.textContent === 'Name');
  await page.keyboard.type('Drawn by keys');
  await press('Tab');
  await page.keyboard.type(id);
  await press('Enter');
  await page.locator('.canvas').waitFor();
  await tabTo('Find an activity');
  for (const [n, kind] of kinds.entries()) {
    await press('Control+a');
    await page.keyboard.type(kind);
    await page.getByRole('button', { name: kind, exact: true }).waitFor();
    await press('Enter');
    await page.locator('.react-flow__node.selected', { hasText: ids[n] }).waitFor();
    if (kind === 'HTTP endpoint') {
      await tabTo('Path');
      await page.keyboard.type(id);
      await tabTo('Starts new runs');
      await press('Space');
      await tabTo('Find an activity', 'Shift+Tab');
    }
  }
  // What is deleted does not take the keyboard's place with it.
  await page.locator('.react-flow__node.selected').focus();
  await press('Delete');
  await page.locator('.canvas:focus').waitFor();
  await press('Control+z');
  await press('Control+s');
  await page.getByText('draft', { exact: true }).waitFor();
  await page.reload();
  await page.locator('.react-flow__node').first().waitFor();
  await tabTo('Publish');
  await press('Enter');
  await page.getByText('Published: new runs use this version.').waitFor();
  await picture(page, 'designer-by-keyboard');

  const { definition, state } = await api.get(`/api/definitions/${id}`);
  must(state === 'published', `the state is ${state}`);
  const { activities, connections } = definition.root;
  must(activities.length === 5 && connections.length === 4, 'each new activity is connected to the one before');
  const [endpoint] = activities;
  must(JSON.stringify(endpoint).includes(id), `the endpoint has the path that was typed: ${JSON.stringify(endpoint)}`);
  await api.get(`/workflows/${id}`);
  await page.goto(url(`/runs?definition=${id}`));
  await page.getByRole('heading', { name: 'Runs' }).waitFor();
  const run = page.locator('tbody a').first();
  await run.waitFor();
  await tabTo(await run.textContent());
  await press('Enter');
  await page.getByText('finished', { exact: true }).first().waitFor();
  await page.locator('.act-done').first().waitFor();
});
