import { flow, journey, must, noBarriers, person, picture, url, value } from './journey.mjs';

const id = `review${Date.now()}`;
const definition = flow(id, 'Waits for a look', [
  { id: 'Say', type: 'Elsa.WriteLine', version: 1, text: value('String', 'Literal', 'hello') },
]);

/** Who drew a process asks for a review; somebody else sends it back with words, then approves it. */
export default journey('review', {}, async ({ page, context, api }) => {
  const other = await person(context, api, `reviewer${Date.now()}`, ['designer']);
  const look = async (words) => {
    await other.page.goto(url(`/designer/${id}`));
    await other.page.getByRole('button', { name: 'waiting for review' }).click();
    const dialog = other.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(words);
    return dialog;
  };
  const ask = async () => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('please look');
    await dialog.getByRole('button', { name: 'Ask for a review' }).click();
    await dialog.getByText('asked', { exact: false }).first().waitFor();
    await noBarriers(page);
  };
  try {
    await api.put(`/api/definitions/${id}/draft`, definition);
    await page.goto(url(`/designer/${id}`));
    await page.getByRole('button', { name: /Review$/ }).click();
    await ask();
    await picture(page, 'review-asked');
    const first = await look('say good bye too');
    await noBarriers(other.page);
    await first.getByRole('button', { name: 'Send back' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'sent back' }).click();
    await page.getByRole('dialog').getByText('say good bye too').waitFor();
    await ask();
    await (await look('fine now')).getByRole('button', { name: 'Approve' }).click();
    await other.page.getByRole('dialog').getByText('fine now').waitFor();
    await picture(other.page, 'review-approved');
    const { state, steps } = await api.get(`/api/definitions/${id}/review`);
    must(state === 'approved' && steps.length === 4, JSON.stringify(steps));
  } finally {
    await other.context.close();
  }
});
