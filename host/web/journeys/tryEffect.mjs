import { journey, must, noBarriers, picture, url } from './journey.mjs';

const name = `effect${Date.now()}`;
const textOf = (limit) => `rules ${name} "Gifts" zh "赠品"

fact Basket${name} "Basket" zh "购物车"
  id     string key
  amount number

fact Present${name} "Present" zh "礼品" concluded
  basketId string key
  worth    number "Worth" zh "价值"

rule present "What comes with a basket" zh "购物车赠品"
  when
    basket is a Basket${name}
    basket.amount >= ${limit}
  then
    conclude Present${name}
      basketId basket.id
      worth    basket.amount / 10
`;

/** What a draft would change in what is concluded from the stored facts is seen before it is published; nothing comes of looking. */
export default journey('try-effect', {}, async ({ page, context, api }) => {
  await api.put(`/api/rules/${name}/draft`, { text: textOf(400) });
  await api.post(`/api/rules/${name}/publish`);
  for (const [id, amount] of [['B1', 100], ['B2', 300], ['B3', 500]]) {
    await api.post(`/api/facts/Basket${name}`, { id, amount });
  }
  const published = await context.request.get(url(`/api/rules/${name}`));
  await api.put(`/api/rules/${name}/draft`, { text: textOf(200) }, { 'If-Match': published.headers().etag });

  await page.goto(url(`/rules/${name}?tab=trial`));
  await page.getByRole('button', { name: 'Try on the stored facts' }).click();
  const row = page.getByRole('row', { name: /^Present/ }).first();
  await row.waitFor();
  const cells = await row.getByRole('cell').allTextContents();
  must(cells.slice(1, 6).join() === '1,2,1,0,0', `one present now, two then, one of them new: ${cells.join(' | ')}`);
  must(cells[6].includes('50') && cells[6].includes('80'), `the sum of their worth is told: ${cells[6]}`);
  await page.getByRole('cell', { name: 'Present B2' }).waitFor();
  await picture(page, 'rule-effect');
  await noBarriers(page);
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('columnheader').first().waitFor();
  await picture(page, 'rule-effect-zh');
});
