import { journey, must, noBarriers, picture, url } from './journey.mjs';

const name = `parcel${Date.now()}`;
const text = `rules ${name} "Parcels" zh "包裹"

parameter lateAfter duration = @"PT24H" in [@"PT1H"..@"P7D"] "late after" zh "迟到时限"
parameter ways list of string = ["air", "rail"] "ways" zh "运输方式"

table cost "Cost" zh "运费" first
  weight number
  | weight || price |
  | > 10 || 30 |
  | - || 8 |
`;

/** A decision table by the keys of a spreadsheet, and figures that come into force and go back again. */
export default journey('table-and-figures', {}, async ({ page, api }) => {
  await api.put(`/api/rules/${name}/draft`, { text });
  await api.post(`/api/rules/${name}/publish`);
  await page.goto(url(`/rules/${name}?tab=tables`));
  const cell = (label) => page.getByRole('textbox', { name: label, exact: true });
  const focused = (label) => cell(label).and(page.locator(':focus')).waitFor();
  await cell('weight, row 1').focus();
  await page.keyboard.press('Enter');
  await focused('weight, row 2');
  await page.keyboard.press('Enter');
  await focused('weight, row 3');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('in [5 .. 10]');
  must(await cell('weight, row 3').inputValue() === 'in [5 .. 10]', 'spaces stay while one types');
  await page.keyboard.press('Tab');
  await page.keyboard.type('12');
  await page.keyboard.press('Alt+ArrowUp');
  await focused('price, row 2');
  must(await cell('weight, row 3').inputValue() === '-', 'the row has moved before the last');
  await page.getByText('The check finds nothing wrong.').or(page.locator('.grid-findings')).first().waitFor();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('draft', { exact: true }).waitFor();
  const lines = (await api.get(`/api/rules/${name}`)).text.split('\n').filter((line) => /^\s+\|/.test(line)).map((line) => line.replace(/ +/g, ' '));
  must(lines.join() === ' | weight || price |, | > 10 || 30 |, | in [5 .. 10] || 12 |, | - || 8 |', lines.join());
  await page.getByRole('button', { name: 'Remove row 1' }).click();
  await focused('weight, row 1');
  await page.getByRole('button', { name: 'Undo' }).click();
  must(await cell('weight, row 1').inputValue() === '> 10', 'a removed row comes back');

  await page.getByRole('tab', { name: 'Parameters' }).click();
  const figures = async () => (await api.get(`/api/rules/${name}/parameters`)).items.map((p) => JSON.stringify(p.value ?? null)).join();
  const late = page.getByLabel(/^late after/);
  must(await late.inputValue() === '1', 'a day is said as one');
  await late.fill('9');
  await late.press('Tab');
  await page.getByText('Has to be').waitFor();
  await late.fill('2');
  await page.getByLabel(/^ways/).fill('sea');
  await page.keyboard.press('Enter');
  await noBarriers(page);
  await picture(page, 'rule-figures');
  await page.getByRole('button', { name: 'Look and put in force' }).click();
  const look = page.getByRole('dialog', { name: 'What these figures change' });
  await look.getByText('late after: 1 d → 2 d').waitFor();
  must(await figures() === 'null,null', 'looking puts nothing in force');
  await noBarriers(page);
  await picture(page, 'rule-figures-look');
  await look.getByRole('button', { name: 'Put in force' }).click();
  const back = page.getByRole('button', { name: 'Back to the former figures' });
  await back.waitFor();
  await page.reload();
  await back.waitFor();
  const was = await figures();
  must(was === '"P2D",["air","rail","sea"]', was);
  await back.click();
  await back.waitFor({ state: 'hidden' });
  must(await figures() === 'null,null', await figures());
});
