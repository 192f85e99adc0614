import { shopAtWork } from './content.mjs';
import { barriers, goTo, journey, must, picture, url } from './journey.mjs';

const places = ['/overview', '/inbox?view=group', '/runs', '/designer', '/designer/returns', '/rules', '/rules/pay?tab=parameters',
  '/customers', '/staff', '/signals', '/signals?tab=cases', '/signals?tab=rules', '/outbox', '/admin', '/admin?tab=keys',
  '/admin?tab=webhooks', '/admin?tab=connectors', '/admin?tab=settings', '/admin?tab=audit', '/admin?tab=health', '/nowhere'];
const phonePlaces = ['/overview', '/inbox?view=group', '/runs', '/rules', '/signals'];
const phoneThings = /^\/(inbox|customers|pay)\//;

let made;
/** The shop is made once, for whichever comes first. */
const thingsOf = (api) => (made ??= shopAtWork(api));

/** What stands on no page in any language: data as programs print it. */
const raw = /\[object |undefined\b|\bNaN\b|\{"|":/;

/**
 * Every page of a shop at work in both languages and both looks: it has its heading, nothing hides beside the screen, nothing is shown
 * as programs write it, and axe-core finds no barrier.
 */
export default [['en', 'light', 1400], ['zh', 'dark', 1400], ['zh', 'light', 390], ['en', 'dark', 390]].map(([language, look, width]) =>
  journey(`every-page-${language}-${look}-${width}`, { language, look, width }, async ({ page, api }) => {
    const found = [];
    const things = await thingsOf(api);
    const all = width < 500 ? [...phonePlaces, ...things.filter((thing) => phoneThings.test(thing))] : [...places, ...things];
    await page.goto(url('/nowhere'));
    await page.locator('h1').waitFor();
    for (const place of all) {
      await goTo(page, place);
      await page.locator('h1').or(page.locator('.canvas')).first().waitFor();
      await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'hidden' });
      if (place.split(/[/?]/).length === 2) {
        const title = await page.locator('h1').first().textContent();
        must(/[\u4e00-\u9fff]/.test(title) === (language === 'zh'), `${place} is called "${title}" in ${language}`);
      }
      const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      must(beside <= 0, `${place} is ${beside} px too wide at ${width}`);
      const shown = raw.exec(await page.locator('main').innerText());
      must(!shown, `${place} shows "${shown?.input.slice(shown.index, shown.index + 60)}"`);
      const foreign = language === 'zh' ? await page.evaluate(englishNames) : [];
      must(foreign.length === 0, `${place} has controls that are read out in English: ${foreign.join(', ')}`);
      found.push(...(await barriers(page)).map((barrier) => `${place}: ${barrier}`));
      await picture(page, `${nameOf(place, things.indexOf(place) + 1)}-${language}-${look}-${width}`);
    }
    must(found.length === 0, `barriers:\n${found.join('\n')}`);
  }));

/** What buttons and pictures are read out as, where that is English words alone. The arrows of a number are no stop for the keyboard. */
function englishNames() {
  const all = [...document.querySelectorAll(':is(button, a, [role=button], [role=img])[aria-label]:not(.ant-input-number-action)')];
  return all.map((one) => one.getAttribute('aria-label')).filter((name) => /^[a-z][a-z ,.-]+$/i.test(name));
}

/** A picture's name: that of the page, and of which of the single things. */
const nameOf = (place, thing) => (thing > 0 ? `${place.split('/')[1]}-${thing}` : place.replace(/\W+/g, '-').slice(1));
