import { barriers, goTo, journey, must, picture, url } from './journey.mjs';

const places = ['/overview', '/inbox', '/runs', '/designer', '/rules', '/customers', '/pay', '/signals', '/outbox', '/admin',
  '/admin?tab=keys', '/admin?tab=webhooks', '/admin?tab=connectors', '/admin?tab=settings',
  '/admin?tab=audit', '/admin?tab=health', '/nowhere'];
const phonePlaces = ['/overview', '/inbox', '/runs', '/rules', '/pay'];

/** Every page in both languages and both looks: it has its heading, nothing hides beside the screen, and axe-core finds no barrier. */
export default [['en', 'light', 1400], ['zh', 'dark', 1400], ['zh', 'light', 390], ['en', 'dark', 390]].map(([language, look, width]) =>
  journey(`every-page-${language}-${look}-${width}`, { language, look, width }, async ({ page }) => {
    const found = [];
    await page.goto(url('/nowhere'));
    await page.locator('h1').waitFor();
    for (const place of width < 500 ? phonePlaces : places) {
      await goTo(page, place);
      await page.locator('h1').waitFor();
      await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'hidden' });
      const title = await page.locator('h1').first().textContent();
      must(/[\u4e00-\u9fff]/.test(title) === (language === 'zh'), `${place} is called "${title}" in ${language}`);
      const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      must(beside <= 0, `${place} is ${beside} px too wide at ${width}`);
      found.push(...(await barriers(page)).map((barrier) => `${place}: ${barrier}`));
      await picture(page, `${place.replace(/\W+/g, '-').slice(1)}-${language}-${look}-${width}`);
    }
    must(found.length === 0, `barriers:\n${found.join('\n')}`);
  }));
