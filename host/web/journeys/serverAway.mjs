import { flow, goTo, journey, must, noBarriers, person, picture, url, value } from './journey.mjs';

const stamp = Date.now();
const id = `away${stamp}`;
const form = { type: 'object', properties: { note: { type: 'string', title: 'Note', titleZh: '备注' } } };
const definition = flow(id, 'Something to write', [{
  id: 'Write', type: 'Workflows.HumanTask', version: 1, title: value('String', 'Literal', `Write ${stamp}`),
  outcomes: value('Object', 'Object', '["done"]'), form: value('Object', 'Object', JSON.stringify(form)),
}]);

/** What a page says, with a next step, when nobody answers. */
const nobodyAnswers = (page) => page.getByText('The server does not answer').first().waitFor();

/** Half a form, half a drawing and half a rule: nothing is lost while the server does not answer, and all goes on when it does again. */
export const serverAway = journey('server-away', {}, async ({ page, context, api }) => {
  await prepare(api);
  const note = await claimAndType(page, api);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await nobodyAnswers(page);
  await page.getByText('What you typed is kept.').first().waitFor();
  must(await note.inputValue() === 'half a thought', 'what was typed stands');
  await noBarriers(page);
  await picture(page, 'server-away-task');
  await context.setOffline(false);
  await page.reload();
  must(await note.inputValue() === 'half a thought', 'what was typed survives a reload');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.waitForURL((at) => at.pathname === '/inbox');

  await page.goto(url(`/designer/${id}`));
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Half a name');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await nobodyAnswers(page);
  await picture(page, 'server-away-designer');
  await context.setOffline(false);
  await page.reload();
  await page.getByText('This is your unsaved work from before.').waitFor();
  must(await name.inputValue() === 'Half a name', 'what was drawn survives a reload');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('draft', { exact: true }).waitFor();

  await typeRule(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await nobodyAnswers(page);
  await context.setOffline(false);
  await page.reload();
  await page.getByText('This is your unsaved work from before.').waitFor();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await saved(api);

  // A page that was not there yet.
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Overview' }).click();
  await nobodyAnswers(page);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await goTo(page, '/runs');
  await page.getByRole('heading', { name: 'Runs', exact: true }).waitFor();

  // A page that is there asks again by itself.
  await context.setOffline(true);
  await goTo(page, '/runs?text=nothing');
  await nobodyAnswers(page);
  await context.setOffline(false);
  await page.getByText('The server does not answer').first().waitFor({ state: 'detached' });
});

/** The session ends in the midst of typing: one signs in over the page and goes on. */
export const sessionEnds = journey('session-ends', {}, async ({ page, context, api }) => {
  await prepare(api);
  const note = await claimAndType(page, api);
  await endSession(context, page.getByRole('button', { name: 'Done', exact: true }));
  await signInAgain(page);
  must(await note.inputValue() === 'half a thought', 'what was typed stands');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.waitForURL((at) => at.pathname === '/inbox');

  await page.goto(url(`/designer/${id}`));
  await page.getByLabel('Name', { exact: true }).fill(`Named ${stamp}`);
  await endSession(context, page.getByRole('button', { name: 'Save draft' }));
  await signInAgain(page);
  must(await page.getByLabel('Name', { exact: true }).inputValue() === `Named ${stamp}`, 'what was drawn stands');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('draft', { exact: true }).waitFor();

  await typeRule(page);
  await endSession(context, page.getByRole('button', { name: 'Save draft' }));
  await signInAgain(page);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await saved(api);
});

/** Somebody else completes the task one writes in, and a page is opened that one may not see. */
export const refused = journey('refused', {}, async ({ page, context, api }) => {
  await prepare(api);
  await claimAndType(page, api);
  await api.post(`/api/tasks/${new URL(page.url()).pathname.split('/').at(-1)}/complete`, { outcome: 'done' });
  await page.getByText('What you had typed is still here.').waitFor();
  await page.getByText('half a thought').waitFor();
  await noBarriers(page);
  const clerk = await person(context, api, `clerk${stamp}`, ['staff']);
  try {
    await clerk.page.goto(url('/outbox'));
    await clerk.page.getByText('Ask an administrator for this role:').waitFor();
    await picture(clerk.page, 'forbidden');
  } finally {
    await clerk.context.close();
  }
});

export default [serverAway, sessionEnds, refused];

async function prepare(api) {
  const known = await api.get(`/api/definitions?text=${id}`);
  if (!known.items.some((d) => d.id === id)) {
    await api.put(`/api/definitions/${id}/draft`, definition);
    await api.post(`/api/definitions/${id}/publish`);
    await api.put(`/api/rules/${id}/draft`, { text: `rules ${id} "Half a rule"\n` });
  }
}

async function claimAndType(page, api) {
  const run = await api.post('/api/runs', { definitionId: id });
  const [task] = (await api.get(`/api/tasks?run=${run.id}`)).items;
  await page.goto(url(`/inbox/${task.id}`));
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  await note.fill('half a thought');
  return note;
}

async function typeRule(page) {
  await page.goto(url(`/rules/${id}`));
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(`# typed ${Date.now()}`);
}

/** The rule set on the server has what was typed. */
async function saved(api) {
  for (let n = 0; n < 50; n++) {
    if ((await api.get(`/api/rules/${id}`)).text.includes('# typed')) {
      return;
    }
  }
  throw new Error('the draft is not on the server');
}

/** Ends the session and does something, over which the page may have asked to sign in by then. */
async function endSession(context, button) {
  await context.clearCookies();
  await button.dispatchEvent('click');
}

async function signInAgain(page) {
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
  await dialog.getByText('What you typed is still here').waitFor();
  await noBarriers(page);
  await picture(page, 'session-ended');
  await dialog.getByLabel('Password').fill(process.env.JOURNEY_PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'hidden' });
}
