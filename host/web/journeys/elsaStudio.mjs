import { flow, journey, must, picture, url, value } from './journey.mjs';

const id = `studio${Date.now()}`;
const at = (x, y) => ({ designer: { position: { x, y }, size: { width: 200, height: 50 } } });
const strange = { id: 'Strange', type: 'Acme.NobodyKnows', version: 1, wish: { deep: ['kept', 7] }, metadata: at(640, 120) };
const definition = flow(id, 'Seen in Studio', [
  { id: 'First', type: 'Elsa.WriteLine', version: 1, text: value('String', 'Literal', 'one'), metadata: at(60, 120) },
  { id: 'Second', type: 'Elsa.WriteLine', version: 1, text: 'two', metadata: at(340, 120) },
], [['First', 'Done', 'Second']]);

/** What the model of the canvas says of an activity's place, once Studio has drawn it. */
const placeOf = (d, activity) => d.root.activities.find((a) => a.id === activity).metadata.designer.position;

/** Opens a page of Studio and waits for so many drawn activities. Its start asks for 200 files: whoever sees none in time loads it anew. */
async function open(page, asked, count) {
  await page.goto(url(`/studio/?${asked}`));
  const drawn = page.locator('.x6-node').nth(count - 1);
  await drawn.waitFor().catch(async () => {
    await page.reload();
    await drawn.waitFor();
  });
}

const openEditor = (page, count) => open(page, `definition=${id}`, count);

/** Drags the last drawn activity and saves as people do; gives what was sent. */
async function moveAndSave(page) {
  const node = page.locator('.x6-node').last();
  const box = await node.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2 + 90, { steps: 8 });
  const saved = page.waitForResponse((r) => r.request().method() === 'POST' && r.url().endsWith('/elsa/api/workflow-definitions'));
  await page.mouse.up();
  await page.keyboard.press('Control+s');
  const answer = await saved;
  must(answer.ok(), `the save was answered with ${answer.status()}: ${await answer.text()}`);
}

export default journey('elsa-studio', { patience: 120_000 }, async ({ page, api }) => {
  await api.put(`/api/definitions/${id}/draft`, definition);
  await api.post(`/api/definitions/${id}/publish`);
  const run = await api.post('/api/runs', { definitionId: id });

  await openEditor(page, 2);
  await picture(page, 'studio-editor');
  await moveAndSave(page);
  await moveAndSave(page);
  const { definition: moved, state } = await api.get(`/api/definitions/${id}`);
  must(state === 'draft', `Studio saves a draft, not one that is ${state}`);
  must(['First', 'Second'].some((a) => JSON.stringify(placeOf(moved, a)) !== JSON.stringify(placeOf(definition, a))), 'one has moved');
  must(moved.root.connections.length === 1 && moved.root.activities[0].text.expression.value === 'one', JSON.stringify(moved.root));

  // A type that nobody knows: Studio cannot draw it as what it is, and must not lose it.
  const { etag } = await api.get(`/api/definitions/${id}`);
  moved.root.activities.push(strange);
  await api.put(`/api/definitions/${id}/draft`, moved, { 'If-Match': etag });
  await openEditor(page, 3);
  await picture(page, 'studio-unknown');
  await moveAndSave(page);
  const kept = (await api.get(`/api/definitions/${id}`)).definition.root.activities;
  const survivor = kept.find((a) => a.id === 'Strange');
  must(kept.length === 3 && survivor?.type === strange.type && JSON.stringify(survivor.wish) === JSON.stringify(strange.wish),
    JSON.stringify(kept));

  await open(page, `run=${run.id}`, 2);
  await page.getByText('Completed').nth(1).waitFor();
  await picture(page, 'studio-run');
});
