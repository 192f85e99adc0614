import { journey, must, noBarriers, picture, url } from './journey.mjs';

const stamp = Date.now();
const words = {
  en: { department: '美工设计部', post: /Web designer/, lacks: /lacks design/, open: /Open posts/, people: /People/,
    status: 'regular',    setUp: 'Set up team', sponsor: 'Sponsor', begin: 'Begin', 
    begun: 'Begun. The first task is in the inbox.', setUps: 'Set-ups', state: 'under way' },
  zh: { department: '美工设计部', post: /美工设计 /, lacks: /尚缺/, open: /空缺岗位/, people: /人员/, status: '正式',
    setUp: '组建团队', sponsor: '发起人', begin: '发起', begun: '已发起，首个任务已进入待办。', setUps: '组建记录', state: '进行中' },
};

/** Departments, posts with their duty sheets, open posts, people; a set-up of the team begins from here. */
export default ['en', 'zh'].map((language) =>
  journey(`staff-${language}`, { language, look: language === 'zh' ? 'dark' : 'light' }, async ({ page, api }) => {
    const say = words[language];
    const sponsor = language === 'zh' ? '老板' : 'The owner';
    const id = `W${stamp}${language}`;
    await api.post('/api/facts/Staff', {
      id, name: '何静', department: say.department, post: 'web designer', status: 'regular', hiredOn: '2024-05-06',
    });
    await page.goto(url('/staff'));
    const department = page.getByRole('region', { name: say.department });
    await department.getByRole('button', { name: say.post }).click();
    await department.getByText(id).first().waitFor();
    await department.getByText(say.lacks).first().waitFor();
    await noBarriers(page);
    await picture(page, `staff-${language}`);
    await page.getByRole('tab', { name: say.open }).click();
    await page.getByRole('row', { name: /12/ }).first().waitFor();
    await picture(page, `staff-open-${language}`);
    await page.getByRole('tab', { name: say.people }).click();
    await page.getByRole('row', { name: id }).getByText(say.status).waitFor();
    await noBarriers(page);
    await page.getByRole('button', { name: say.setUp }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say.sponsor).fill(sponsor);
    await noBarriers(page);
    await dialog.getByRole('button', { name: say.begin }).click();
    await page.getByText(say.begun).waitFor();
    await page.getByRole('tab', { name: say.setUps }).click();
    await page.getByText(say.state).first().waitFor();
    await picture(page, `staff-setups-${language}`);
    const setUp = (await api.get('/api/staff')).setups.find((s) => s.sponsor === sponsor);
    must(setUp, 'the set-up is kept');
    if (language === 'zh') {
      await confirmPosts({ page, api }, setUp.id, id);
    }
    // A department is set up once at a time; the other language's turn comes next.
    await api.post(`/api/runs/${setUp.id}/cancel`);
  }));

/** The first task of a set-up: rows that the task brings, and rows that are added, with words for what rules write otherwise. */
async function confirmPosts({ page, api }, run, staffId) {
  const [task] = (await api.get(`/api/tasks?run=${run}&state=open`)).items;
  await api.post(`/api/tasks/${task.id}/claim`);
  await page.goto(url(`/inbox/${task.id}`));
  await page.getByRole('group', { name: '第 1 行' }).first().getByText('总监').waitFor();
  await page.getByRole('button', { name: '添加一行' }).click();
  const row = page.getByRole('group', { name: '第 1 行' }).last();
  await row.getByLabel('工号').fill(staffId);
  await row.getByRole('combobox', { name: '技能' }).fill('打字');
  await noBarriers(page);
  await picture(page, 'form-rows');
  await page.getByRole('button', { name: '已确认' }).click();
  await page.getByText('已完成：已确认').waitFor();
  const skills = (await api.get('/api/facts/StaffSkill')).items;
  must(skills.some(({ fact }) => fact.staffId === staffId && fact.skill === 'typing'), `the skill is kept: ${JSON.stringify(skills)}`);
}
