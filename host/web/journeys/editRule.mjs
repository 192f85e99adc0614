import { flow, journey, must, noBarriers, picture, url, value } from './journey.mjs';

const name = `gift${Date.now()}`;
const textOf = (limit) => `rules ${name} "Gifts" zh "赠品"

fact Basket${name} "Basket" zh "购物车"
  id     string key
  amount number

fact Present${name} "Present" zh "礼品" concluded
  basketId string key
  gift     string

table gift "Gift" zh "赠品" first
  amount number
  | amount || gift |
  | >= ${limit} || "scarf" |
  | - || "none" |

rule present "What comes with a basket" zh "购物车赠品"
  when
    basket is a Basket${name}
  then
    conclude Present${name}
      basketId basket.id
      gift     gift(basket.amount)

test "a large order has a gift"
  given Basket${name} id "B1", amount 500
  expect 1 Present${name} basketId "B1", gift "scarf"
`;

/** A workflow that answers what the table decides. */
const asking = flow(name, 'Asks the table', [
  { id: 'Asked', type: 'Elsa.HttpEndpoint', version: 1, path: value('String', 'Literal', name),
    supportedMethods: value('String[]', 'Object', '["GET"]'), customProperties: { canStartWorkflow: true } },
  { id: 'Decide', type: 'Workflows.DecideByTable', version: 1, ruleSet: value('String', 'Literal', name),
    table: value('String', 'Literal', 'gift'), inputs: value('Object', 'Object', '{"amount":300}'),
    result: { typeName: 'Object', memoryReference: { id: 'gift' } } },
  { id: 'Answer', type: 'Elsa.WriteHttpResponse', version: 1, content: value('Object', 'Variable', { id: 'gift', name: 'gift' }) },
], [['Asked', 'Done', 'Decide'], ['Decide', 'Done', 'Answer']], [{ id: 'gift', name: 'gift', typeName: 'Object' }]);

export default journey('edit-rule', {}, async ({ page, api }) => {
  await api.put(`/api/rules/${name}/draft`, { text: textOf(400) });
  await api.post(`/api/rules/${name}/publish`);
  await api.put(`/api/definitions/${name}/draft`, asking);
  await api.post(`/api/definitions/${name}/publish`);
  must(JSON.stringify(await api.get(`/workflows/${name}`)).includes('none'), 'an order of 300 has no gift at first');

  await page.goto(url('/rules'));
  await page.locator(`a[href="/rules/${name}"]`).click();
  const editor = page.getByRole('textbox', { name: 'Text' });
  await editor.click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('>= 400');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.type('>= amonut');
  const problem = page.locator('.rule-side .finding').first();
  await problem.waitFor();
  await page.locator('.cm-lintRange-error').waitFor();
  must(await page.getByRole('button', { name: 'Publish' }).isDisabled(), 'what is wrong cannot be published');
  await picture(page, 'rule-wrong');
  await noBarriers(page);

  await problem.click();
  const line = await page.locator('.cm-activeLine').textContent();
  must(line.includes('| >= amonut ||'), `the problem leads to its line, not to "${line}"`);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('| >= 200 || "scarf" |');
  await page.getByText('The check finds nothing wrong.').waitFor();

  await page.getByRole('tab', { name: 'Tests' }).click();
  await page.getByRole('button', { name: 'Run the tests' }).click();
  await page.getByText('1 passed').waitFor();
  await picture(page, 'rule-tests');
  await page.getByRole('tab', { name: 'Tables' }).click();
  await page.getByRole('table').first().waitFor();
  await picture(page, 'rule-table');
  await noBarriers(page);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Published: decisions follow this version from now on.').waitFor();
  must(JSON.stringify(await api.get(`/workflows/${name}`)).includes('scarf'), 'an order of 300 has a gift now');
});
