import { journey, must, noBarriers, picture, url } from './journey.mjs';

const languages = [
  ['en', 'light', { same: 'Same customer (S)', merged: 'Merged', undo: 'Undo merge', done: 'Taken back' }],
  ['zh', 'dark', { same: '同一客户 (S)', merged: '已合并', undo: '撤销合并', done: '已撤销' }],
];

/** Two doubtful pairs: one is decided by a button, the other by its key; a wrong merge is taken back. */
export default languages.map(([language, look, words]) =>
  journey(`merge-customers-${language}`, { language, look }, async ({ page, api }) => {
    const stamp = `${language}${Date.now()}`;
    // Phones of its own: the same one is the same customer, also to the other language's journey.
    const prefix = language === 'zh' ? '187' : '186';
    const record = (id, name, phone, place) => api.post('/api/facts/CustomerSource', {
      sourceId: `${id}${stamp}`, channel: 'web', name, phone: `${prefix}${phone}`,
      address: `杭州市${place}${stamp}号`, seenAt: '2026-11-01T10:00:00+08:00',
    });
    await record('A', '刘霞', '18919635', '文一路');
    await record('B', '刘霞', '18919636', '文一路');
    await record('C', '陈英', '18919637', '文二路');
    await record('D', '陈英', '18919638', '文二路');
    await api.post('/workflows/merges', {});
    await page.goto(url('/customers/merges'));
    const table = page.locator('.records');
    await table.getByText('刘霞').or(table.getByText('陈英')).first().waitFor();
    await noBarriers(page);
    await picture(page, `merges-${language}`);
    const first = await table.locator('td').first().textContent();
    await page.getByRole('button', { name: words.same }).click();
    await page.waitForFunction((text) => document.querySelector('.records td')?.textContent !== text, first);
    await page.locator('.records td', { hasNotText: first }).first().waitFor();
    await page.keyboard.press('n');
    await page.locator('.ant-empty').waitFor();
    const other = first.startsWith('A') || first.startsWith('B') ? 'C' : 'A';
    const decided = async (pair) => (await api.get(`/api/facts/CustomerLink/${encodeURIComponent(pair)}`)).state;
    const pairOf = (one) => `${one}${stamp}/${one === 'A' ? 'B' : 'D'}${stamp}`;
    must(await decided(pairOf(other)) === 'different', 'the key N keeps them apart');
    must(await decided(pairOf(other === 'A' ? 'C' : 'A')) === 'same', 'the button merges them');
    await page.getByRole('tab', { name: words.merged, exact: true }).click();
    await page.getByRole('searchbox').fill(first);
    await page.keyboard.press('Enter');
    const merged = page.locator('.panel', { hasText: first });
    await merged.waitFor();
    await noBarriers(page);
    await picture(page, `merged-${language}`);
    await merged.getByRole('button', { name: words.undo }).click();
    const asked = page.locator('.ant-popconfirm');
    await asked.getByRole('button', { name: words.undo }).waitFor();
    const { x, y } = await asked.boundingBox();
    must(x >= 0 && y >= 0 && x < 1400 && y < 900, `the question stands on the screen: ${x}, ${y}`);
    await asked.getByRole('button', { name: words.undo }).press('Enter');
    await page.getByText(words.done).waitFor();
    must(await decided(pairOf(other === 'A' ? 'C' : 'A')) === 'undone', 'the merge is taken back');
  }));
