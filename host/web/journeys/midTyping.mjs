import { journey, must, noBarriers, person, picture, url } from './journey.mjs';

const stamp = Date.now();
const rules = `mid${stamp}`;
const text = `rules ${rules} "Half a thought" zh "半句话"

parameter late number = 5 in [1..50] "late after" zh "迟到上限"
parameter most number = 9 in [1..50] "at most" zh "上限"
`;
const signedOut = (page) => page.getByRole('dialog', { name: 'Please sign in again' });

/** Somebody writes, and their session is at its end, their role is taken away, or somebody else is faster: they are told, and go on. */
export default journey('mid-typing', {}, async ({ page, context, api }) => {
  await api.put(`/api/rules/${rules}/draft`, { text });
  await api.post(`/api/rules/${rules}/publish`);
  const li = await person(context, api, `li${stamp}`, ['administrator'], { displayName: 'Li Lei' });
  const at = { li, api, signIn: () => signInAgain(li.page, `li${stamp} chose this one`) };
  try {
    await sessionEnds(at);
    await roleIsTaken(at);
    await appealOverSignIn(at);
    await othersAreFaster(at);
    await landsWhereOneWas(at);
    must(page.url() === 'about:blank', 'the administrator only calls');
  } catch (fault) {
    await picture(li.page, 'failed-mid-typing-theirs');
    throw fault;
  } finally {
    await li.context.close();
  }
});

/** Over a dialog with a password of its own one signs in, and what was typed is sent, or there again after a reload. */
async function sessionEnds({ li: { page, context }, api, signIn }) {
  await page.goto(url('/admin'));
  await page.getByRole('button', { name: 'Add user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add user' });
  const name = dialog.getByLabel('User name');
  await name.fill(`wang${stamp}`);
  await dialog.getByLabel('Name', { exact: true }).fill('Wang Fang');
  await page.reload();
  await page.getByRole('button', { name: 'Add user' }).click();
  await dialog.getByText('What you typed before is still here').waitFor();
  must(await name.inputValue() === `wang${stamp}`, 'what was typed survives a reload');
  await context.clearCookies();
  await underSignIn(dialog.getByRole('button', { name: 'Save' }));
  await signIn();
  must(await name.inputValue() === `wang${stamp}`, 'what was typed stands under the sign-in');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('First password of the account').waitFor();
  const made = (await api.get('/api/users')).items.find(({ user }) => user === `wang${stamp}`);
  must(made?.displayName === 'Wang Fang', 'all that was typed was sent');
}

/** The form stays with what is typed in it, says whom to ask, and is sent when the role is back. */
async function roleIsTaken({ li: { page }, api, signIn }) {
  const roles = (given) => api.put(`/api/users/li${stamp}`, { roles: given });
  await page.goto(url(`/rules/${rules}?tab=parameters`));
  const late = page.getByLabel(/^late after/);
  await late.fill('7');
  await page.getByRole('button', { name: 'Look and put in force' }).click();
  const look = page.getByRole('dialog', { name: 'What these figures change' });
  const put = look.getByRole('button', { name: 'Put in force' });
  await look.getByText('This file has no tests.').waitFor();
  await roles(['auditor']);
  await underSignIn(put);
  await signIn();
  await page.getByText('You may do less than before').waitFor();
  await put.click();
  await look.getByText('Ask an administrator for this role').waitFor();
  await noBarriers(page);
  await picture(page, 'role-taken');
  must(await late.inputValue() === '7', 'what was typed stays where it is refused');
  await roles(['administrator']);
  await underSignIn(put);
  await signIn();
  await put.click();
  await page.getByRole('button', { name: 'Back to the former figures' }).waitFor();
  must((await api.get(`/api/rules/${rules}/parameters`)).items[0].value === 7, 'it holds now');
}

/** What somebody says against a verdict is handed in although the session ended while it was written down. */
async function appealOverSignIn({ li: { page, context }, api, signIn }) {
  await api.post('/api/facts/FraudFile', { id: `F${stamp}`, kind: 'address ring', orders: ['O1'], state: 'fraud', score: 80 });
  await page.goto(url('/signals?tab=cases'));
  await page.getByRole('button', { name: `Enter appeal: F${stamp}` }).click();
  const dialog = page.getByRole('dialog', { name: /^Appeal/ });
  await dialog.getByLabel('Evidence').fill('Five flats, five families.');
  await context.clearCookies();
  await underSignIn(dialog.getByRole('button', { name: 'Hand in' }));
  await signIn();
  must(await dialog.getByLabel('Evidence').inputValue() === 'Five flats, five families.', 'the evidence stands');
  await dialog.getByRole('button', { name: 'Hand in' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** An account, figures and a draft that somebody else has changed meanwhile: what they did is shown, and one's own is not lost. */
async function othersAreFaster({ li: { page }, api }) {
  await page.goto(url('/admin'));
  await page.getByRole('button', { name: `Change: wang${stamp}` }).click();
  const account = page.getByRole('dialog', { name: 'Change user' });
  await account.getByLabel('Name', { exact: true }).fill('Wang F.');
  await api.put(`/api/users/wang${stamp}`, { roles: ['supervisor'] });
  await account.getByRole('button', { name: 'Save', exact: true }).click();
  await account.getByText('Roles: staff → supervisor').waitFor();
  await noBarriers(page);
  await picture(page, 'overtaken');
  await account.getByRole('button', { name: 'Save mine over theirs' }).click();
  await account.waitFor({ state: 'hidden' });
  const wang = (await api.get('/api/users')).items.find(({ user }) => user === `wang${stamp}`);
  must(wang.displayName === 'Wang F.' && wang.roles.join() === 'supervisor', `both changes stand: ${JSON.stringify(wang)}`);

  await page.goto(url(`/rules/${rules}?tab=parameters`));
  await page.getByLabel(/^late after/).fill('8');
  await page.getByLabel(/^at most/).fill('10');
  await api.put(`/api/rules/${rules}/parameters`, { values: { most: 20 } });
  await page.getByRole('button', { name: 'Look and put in force' }).click();
  const look = page.getByRole('dialog', { name: 'What these figures change' });
  await look.getByRole('button', { name: 'Put in force' }).click();
  await look.getByText('at most: 9 → 20').waitFor();
  await look.getByRole('button', { name: 'Take theirs' }).click();
  await look.getByText('late after: 7 → 8').waitFor();
  await look.getByRole('button', { name: 'Put in force' }).click();
  await look.waitFor({ state: 'hidden' });
  const figures = (await api.get(`/api/rules/${rules}/parameters`)).items.map(({ value }) => value).join();
  must(figures === '8,20', `theirs where both changed one, one's own elsewhere: ${figures}`);

  const draft = (words, etag) => api.put(`/api/rules/${rules}/draft`, { text: `${text}# ${words}\n` }, { 'If-Match': etag });
  const { etag } = await api.get(`/api/rules/${rules}`);
  const mine = await draft('mine', etag);
  await page.goto(url(`/rules/${rules}`));
  await page.locator('.cm-content').getByText('# mine').waitFor();
  await draft('theirs', mine.etag);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Somebody else has saved this draft').waitFor();
  must((await api.get(`/api/rules/${rules}`)).state === 'draft', 'nothing is published unseen');
}

/** What is chosen in a drawing, and what is searched for, is there again after a reload. */
async function landsWhereOneWas({ li: { page } }) {
  await page.goto(url('/designer'));
  await page.getByRole('searchbox').fill('return');
  await page.waitForURL(/text=return/);
  await page.reload();
  must(await page.getByRole('searchbox').inputValue() === 'return', 'the search stands in the address');
  await page.goto(url('/designer/returns'));
  await page.locator('.react-flow__node[data-id=request]').click();
  await page.waitForURL(/at=request/);
  await page.reload();
  await page.locator('.react-flow__node[data-id=request].selected').waitFor();
}

/** Presses a button over which the page may have asked to sign in by then. */
const underSignIn = (button) => button.dispatchEvent('click');

async function signInAgain(page, password) {
  const dialog = signedOut(page);
  await dialog.getByText('What you typed is still here').waitFor();
  await dialog.getByLabel('Password').and(page.locator(':focus')).waitFor();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}
