import { flow, journey, must, noBarriers, picture, url, value } from './journey.mjs';

const stamp = Date.now();
const name = `desk${stamp}`;
const id = `desk-task${stamp}`;
const definition = flow(id, 'Waits for the desk', [{
  id: 'Check', type: 'Workflows.HumanTask', version: 1, title: value('String', 'Literal', 'Check the desk'), workingTime: true,
  dueIn: value('String', 'Literal', 'PT200H'), calendar: value('String', 'Literal', name), outcomes: value('Object', 'Object', '["done"]'),
}]);
const words = {
  en: { add: 'Add special days', nameZh: 'Name in Chinese', preview: 'See what would move', moves: /due times? would move/, reason: 'Reason',
    save: 'Change calendar', saved: 'Changed. Due times are being counted again.', due: 'Due times' },
  zh: { add: '添加特殊日', nameZh: '中文名称', preview: '预览受影响的期限', moves: /个期限变动/, reason: '原因',
    save: '修改日历', saved: '已修改，正在重新计算期限。', due: '期限' },
};

/** A closure is put into a calendar: first it is seen what it would move, then it moves and the run says why. */
export default ['en', 'zh'].map((language) =>
  journey(`change-calendar-${language}`, { language, look: language === 'zh' ? 'dark' : 'light' }, async ({ page, api }) => {
    const say = words[language];
    const reason = `盘点 ${language}`;
    if (language === 'en') {
      await api.put(`/api/calendars/${name}`, { calendar: {
        name, label: { en: 'Desk', zh: '前台' }, timeZone: '+08:00', week: { daily: ['08:00-18:00'] } } });
      await api.put(`/api/definitions/${id}/draft`, definition);
      await api.post(`/api/definitions/${id}/publish`);
      await api.post('/api/runs', { definitionId: id });
    }
    const [run] = (await api.get(`/api/runs?definition=${id}`)).items;
    const before = (await api.get(`/api/runs/${run.id}/deadlines`)).items[0].dueAt;
    const month = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 7);
    await page.goto(url(`/admin?tab=calendars&calendar=${name}&month=${month}`));
    await page.getByRole('button', { name: say.add }).click();
    await page.getByLabel(say.nameZh).last().fill('盘点停业');
    // The line begins with the first of the month that is looked at; the month shows the draft.
    await page.locator('.day-special').getByText('盘点停业').first().waitFor();
    await page.reload();
    must(await page.getByLabel(say.nameZh).last().inputValue() === '盘点停业', 'what was typed survives a reload');
    await pickDays(page, new Date(Date.now() + (language === 'en' ? 5 : 8) * 86_400_000));
    await page.getByRole('button', { name: say.preview }).click();
    await page.getByText(say.moves).waitFor();
    await page.locator('.ant-table-row-expand-icon').first().click();
    await page.locator('.arithmetic li').first().waitFor();
    await noBarriers(page);
    await picture(page, `calendar-${language}`);
    must((await api.get(`/api/runs/${run.id}/deadlines`)).items[0].dueAt === before, 'a look moves nothing');
    await page.getByLabel(say.reason, { exact: true }).fill(reason);
    await page.getByRole('button', { name: say.save }).click();
    await page.getByText(say.saved).waitFor();
    await page.goto(url(`/runs/${run.id}`));
    await page.getByRole('tab', { name: say.due }).click();
    await page.getByRole('tab', { name: say.due, selected: true }).waitFor();
    await page.getByText(new RegExp(reason)).first().waitFor();
    await noBarriers(page);
    await picture(page, `run-deadlines-${language}`);
  }));

async function pickDays(page, day) {
  const text = day.toISOString().slice(0, 10);
  const fields = page.locator('.special-line').last().locator('.ant-picker input');
  for (const n of [0, 1]) {
    await fields.nth(n).fill(text);
    await fields.nth(n).press('Enter');
  }
}
