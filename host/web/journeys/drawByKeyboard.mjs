import { journey, must, url } from './journey.mjs';

const id = `keys${Date.now()}`;

await journey('draw-by-keyboard', {}, async ({ page, api }) => {
  const press = async (...keys) => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };
  const focused = (name) => page.waitForFunction((wanted) => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') === wanted || at?.textContent?.trim() === wanted || at?.labels?.[0]?.textContent === wanted;
  }, name);
  /** Goes on with Tab until the thing of that name has the focus. */
  const tabTo = async (name) => {
    for (let n = 0; n < 80; n++) {
      await press('Tab');
      const here = await page.evaluate(() => {
        const at = document.activeElement;
        return [at?.getAttribute('aria-label'), at?.textContent?.trim(), at?.labels?.[0]?.textContent?.trim()];
      });
      if (here.includes(name)) {
        return;
      }
    }
    throw new Error(`Tab never came to "${name}"`);
  };
  await page.goto(url('/designer'));
  await page.getByRole('heading', { name: 'Workflow designer' }).waitFor();
  await tabTo('New workflow');
  await press('Enter');
  await page.getByRole('dialog').waitFor();
  await focused('Name');
  await page.keyboard.type('Drawn by keys');
  await press('Tab');
  await page.keyboard.type(id);
  await press('Enter');
  await page.locator('.canvas').waitFor();
  await tabTo('Find an activity');
  await page.keyboard.type('write line');
  for (let n = 0; n < 5; n++) {
    await press('Enter');
    await page.locator('.react-flow__node.selected', { hasText: `WriteLine${n + 1}` }).waitFor();
  }
  await press('Control+s');
  await page.getByText('draft', { exact: true }).waitFor();
  await page.reload();
  await page.locator('.react-flow__node').nth(4).waitFor();
  await tabTo('Publish');
  await press('Enter');
  await page.getByText('Published: new runs use this version.').waitFor();

  const { definition, state } = await api.get(`/api/definitions/${id}`);
  must(state === 'published', `the state is ${state}`);
  must(definition.root.connections.length === 4, 'each new activity is connected to the one before');
});
