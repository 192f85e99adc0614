import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const { JOURNEY_URL, JOURNEY_USER, JOURNEY_PASSWORD, JOURNEY_BROWSER = '/usr/bin/chromium', JOURNEY_PICTURES } = process.env;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

export const url = (path) => new URL(path, JOURNEY_URL).href;
export const user = JOURNEY_USER;
export const password = JOURNEY_PASSWORD;

/** Fails with the words when the fact does not hold. */
export function must(fact, words) {
  if (!fact) {
    throw new Error(words);
  }
}

/** One journey: a fresh browser, an end within a minute, a picture of the page where it went wrong. */
export async function journey(name, { language = 'en', width = 1400, signedIn = true }, go) {
  const browser = await chromium.launch({ executablePath: JOURNEY_BROWSER, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(30_000);
  await context.addInitScript((chosen) => localStorage.getItem('workflows.language') ?? localStorage.setItem('workflows.language', chosen), language);
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  try {
    if (signedIn) {
      await signInTo(context);
    }
    await go({ page, context, api: apiOf(context) });
    must(faults.length === 0, `the page met faults: ${faults.join('; ')}`);
    console.log(`${name}: fine`);
  } catch (fault) {
    await picture(page, `failed-${name}`);
    console.error(`${name}: ${fault.stack ?? fault}\nat ${page.url()}; faults of the page: ${faults.join('; ') || 'none'}`);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

async function signInTo(context) {
  const answer = await context.request.post(url('/api/sign-in'), { data: { user, password } });
  must(answer.ok(), `sign-in over HTTP: ${answer.status()} ${await answer.text()}`);
}

/** Calls to the product as the signed-in person; an answer that says no is a fault. */
function apiOf(context) {
  const call = (method) => async (path, data, headers) => {
    const answer = await context.request[method](url(path), { data, headers });
    must(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  };
  return { get: call('get'), post: call('post'), put: call('put') };
}

export async function picture(page, name) {
  if (JOURNEY_PICTURES) {
    mkdirSync(JOURNEY_PICTURES, { recursive: true });
    await page.screenshot({ path: `${JOURNEY_PICTURES}/${name}.png` });
  }
}

/** What axe-core finds against WCAG 2.1 A and AA, a line for each kind. */
export async function barriers(page) {
  // The pages forbid scripts of others; a test may look at them all the same.
  await page.evaluate(await import('node:fs').then((fs) => fs.readFileSync(axe, 'utf8')));
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules);
  return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
}
