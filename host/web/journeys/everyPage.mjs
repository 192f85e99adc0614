import { barriers, journey, must, picture, url } from './journey.mjs';

const places = ['/overview', '/inbox', '/runs', '/designer', '/rules', '/customers', '/pay', '/signals', '/outbox', '/admin',
  '/admin?tab=keys', '/admin?tab=audit', '/admin?tab=health', '/nowhere'];

for (const [language, width] of [['en', 1400], ['zh', 1400], ['zh', 390]]) {
  await journey(`every-page-${language}-${width}`, { language, width }, async ({ page }) => {
    const found = [];
    for (const place of width < 500 ? ['/overview', '/inbox'] : places) {
      await page.goto(url(place));
      await page.locator('h1').first().waitFor();
      await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'hidden' });
      const title = await page.locator('h1').first().textContent();
      must(/[\u4e00-\u9fff]/.test(title) === (language === 'zh'), `${place} is called "${title}" in ${language}`);
      found.push(...(await barriers(page)).map((barrier) => `${place}: ${barrier}`));
      await picture(page, `${place.replace(/\W+/g, '-').slice(1)}-${language}-${width}`);
    }
    must(found.length === 0, `barriers:\n${found.join('\n')}`);
  });
}
