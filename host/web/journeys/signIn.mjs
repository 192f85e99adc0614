import { journey, must, picture, url } from './journey.mjs';

const name = `newcomer${Date.now()}`;
const once = 'first password 1';
const own = 'their own password 2';

const setUp = journey('sign-in-setup', {}, async ({ api }) => {
  await api.post('/api/users', { user: name, roles: ['staff'], password: once });
});

const signIn = journey('sign-in', { signedIn: false }, async ({ page }) => {
  const enter = async (secret) => {
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Password', { exact: true }).fill(secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await page.goto(url('/inbox?view=group'));
  await enter('not the password');
  await page.getByText('Sign-in failed').waitFor();
  await picture(page, 'sign-in');
  await enter(once);
  await page.getByLabel('Present password').fill(once);
  await page.getByLabel('New password', { exact: true }).fill(own);
  await page.getByLabel('New password again').fill(own);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  must(page.url().endsWith('/inbox?view=group'), 'one lands where one wanted to go');

  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '待办' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '待办' }).waitFor();
  must(await page.evaluate(() => document.documentElement.lang) === 'zh-CN', 'the page says its language');
});

export default [setUp, signIn];
