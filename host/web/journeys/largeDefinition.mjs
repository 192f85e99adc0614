import { flow, journey, must, picture, url, value } from './journey.mjs';

const id = `large${Date.now()}`;
const count = 200;
const perRow = 20;

const activities = Array.from({ length: count }, (_, n) => ({
  id: `Step${n}`, type: 'Elsa.WriteLine', version: 1, text: value('String', 'Literal', `step ${n}`),
  metadata: { displayText: `Step ${n}`, designer: { position: { x: (n % perRow) * 280, y: Math.floor(n / perRow) * 140 } } },
}));
const connections = activities.slice(1).map((a, n) => [`Step${n}`, 'Done', a.id]);

/** Where something stands once it stands still: the drawing is moved into sight when it opens. */
async function atRest(page, thing) {
  const twoFrames = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  for (let before = await thing.boundingBox(); ; ) {
    await twoFrames();
    const box = await thing.boundingBox();
    if (box.x === before.x && box.y === before.y) {
      return box;
    }
    before = box;
  }
}

/**
 * Drags one activity to and fro, far from the edge of the drawing so that the drawing itself stays; the frames that the page shows a
 * second meanwhile, and how long it is busy with each.
 */
async function framesOfDrag(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const busy = async () => (await client.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration').value;
  const box = await atRest(page, page.locator('.react-flow__node[data-id=Step21]'));
  await page.mouse.move(box.x + box.width / 2, box.y + 14);
  await page.mouse.down();
  await page.evaluate(() => {
    window.frames200 = { count: 0, began: performance.now() };
    const step = () => {
      window.frames200.count++;
      window.frames200.next = requestAnimationFrame(step);
    };
    step();
  });
  const before = await busy();
  for (let n = 0; n < 90; n++) {
    await page.mouse.move(box.x + box.width / 2 + 90 * Math.sin(n / 7), box.y + 14 + 70 * Math.sin(n / 11));
  }
  const { count, seconds } = await page.evaluate(() => {
    cancelAnimationFrame(window.frames200.next);
    return { count: window.frames200.count, seconds: (performance.now() - window.frames200.began) / 1000 };
  });
  const each = ((await busy()) - before) * 1000 / count;
  await page.mouse.up();
  return `${(count / seconds).toFixed(0)} frames a second while one is dragged, ${each.toFixed(1)} ms of work for each`;
}

export default journey('large-definition', {}, async ({ page, api, say }) => {
  await api.put(`/api/definitions/${id}/draft`, flow(id, 'Two hundred steps', activities, connections));
  // What the first opening loads of the designer is not the definition's doing.
  await page.goto(url('/designer'));
  const link = page.locator(`a[href="/designer/${id}"]`);
  await link.waitFor();
  const began = Date.now();
  await link.click();
  await page.locator('.react-flow__node').nth(5).waitFor();
  const opened = Date.now() - began;
  const frames = await framesOfDrag(page);
  say(`${count} activities open in ${opened} ms; ${frames}`);
  await picture(page, 'designer-200');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('draft', { exact: true }).waitFor();
  const { definition } = await api.get(`/api/definitions/${id}`);
  must(definition.root.activities.length === count && definition.root.connections.length === count - 1, 'all are there after the save');
  const placeOf = (a) => JSON.stringify([a.metadata.designer.position.x, a.metadata.designer.position.y]);
  const moved = definition.root.activities.filter((a, n) => placeOf(a) !== placeOf(activities[n]));
  must(moved.length === 1, `${moved.length} moved, one was dragged`);
});
