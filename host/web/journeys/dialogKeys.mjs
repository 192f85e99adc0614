import { journey, must, url } from './journey.mjs';

/** A dialog by keyboard: it begins in its first field, asks before what was typed is lost, and leads back where one came from. */
export default journey('dialog-keys', {}, async ({ page }) => {
  await page.goto(url('/admin'));
  const opener = page.getByRole('button', { name: 'Add user' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add user' });
  const name = dialog.getByLabel('User name');
  await name.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Li Lei');
  await page.keyboard.press('Escape');
  const asked = page.getByRole('dialog').filter({ hasText: 'Throw away what you have typed?' });
  await asked.getByRole('button', { name: 'Go on' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await asked.waitFor({ state: 'hidden' });
  must(await name.inputValue() === 'Li Lei', 'what was typed is still there');
  await name.press('Escape');
  await asked.getByRole('button', { name: 'Discard' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await opener.and(page.locator(':focus')).waitFor();
});
