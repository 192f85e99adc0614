import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { JOURNEY_URL, JOURNEY_USER, JOURNEY_PASSWORD, JOURNEY_PICTURES } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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

/** A way through the pages, gone in a fresh context of the one browser. */
export function journey(name, { language = 'en', look = 'light', width = 1400, signedIn = true, patience = 30_000 }, go) {
  return {
    name,
    async go(browser) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
      context.setDefaultTimeout(patience);
      await context.addInitScript(([chosen, wanted]) => {
        localStorage.setItem('workflows.language', localStorage.getItem('workflows.language') ?? chosen);
        localStorage.setItem('workflows.look', localStorage.getItem('workflows.look') ?? wanted);
      }, [language, look]);
      await context.addInitScript(stillness);
      const page = await context.newPage();
      const faults = [];
      const heard = [];
      page.on('pageerror', (fault) => faults.push(fault.message));
      page.on('console', (said) => said.type() === 'error' && heard.push(said.text()));
      page.on('requestfailed', (asked) => heard.push(`${asked.method()} ${asked.url()}: ${asked.failure()?.errorText}`));
      page.on('crash', () => heard.push('the page has crashed'));
      try {
        if (signedIn) {
          await signInTo(context);
        }
        await go({ page, context, api: apiOf(context), say: (words) => console.error(`${name}: ${words}`) });
        must(faults.length === 0, `the page met faults: ${faults.join('; ')}`);
      } catch (fault) {
        await picture(page, `failed-${name}`);
        const words = [...faults, ...heard].slice(-12).map((said) => said.slice(0, 300)).join('; ') || 'nothing';
        throw new Error(`${name}: ${fault.stack ?? fault}\nat ${page.url()}, titled "${await page.title().catch(() => '')}"; it said: ${words}`);
      } finally {
        await context.close();
      }
    },
  };
}

// Colours that are on their way are looked at by nobody, and by axe-core at a time of its own.
function stillness() {
  const still = new CSSStyleSheet();
  still.replaceSync('*, *::before, *::after { transition-duration: 1ms !important; animation-duration: 1ms !important; }');
  document.adoptedStyleSheets = [still];
}

let session = [];

// The administrator signs in once for all journeys, as long as that holds: so many of them within a minute would be refused.
async function signInTo(context, name = user, word = password) {
  if (name === user && session.length > 0) {
    await context.addCookies(session);
    if ((await context.request.get(url('/api/me'))).ok()) {
      return;
    }
    await context.clearCookies();
  }
  const answer = await context.request.post(url('/api/sign-in'), { data: { user: name, password: word } });
  must(answer.ok(), `sign-in over HTTP: ${answer.status()} ${await answer.text()}`);
  if (name === user) {
    session = await context.cookies();
  }
}

/** Another person, signed in with a browser session of their own; made by the administrator whose calls are given. */
export async function person(context, api, name, roles, more = {}) {
  const [once, own] = ['for the first time', `${name} chose this one`];
  await api.post('/api/users', { user: name, roles, password: once, ...more });
  const theirs = await context.browser().newContext({ viewport: context.pages()[0].viewportSize(), locale: 'en-GB', reducedMotion: 'reduce' });
  theirs.setDefaultTimeout(30_000);
  await theirs.addInitScript(stillness);
  await signInTo(theirs, name, once);
  await apiOf(theirs).post('/api/me/password', { current: once, wanted: own });
  return { context: theirs, page: await theirs.newPage(), api: apiOf(theirs) };
}

/** Calls to the product as the signed-in person; an answer that says no is a fault. */
function apiOf(context) {
  const call = (method) => async (path, data, headers) => {
    const answer = await context.request[method](url(path), { data, headers });
    must(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    const text = await answer.text();
    return (answer.headers()['content-type'] ?? '').includes('json') ? JSON.parse(text) : text;
  };
  return { get: call('get'), post: call('post'), put: call('put'), delete: call('delete') };
}

export async function picture(page, name) {
  if (JOURNEY_PICTURES) {
    mkdirSync(JOURNEY_PICTURES, { recursive: true });
    await page.screenshot({ path: `${JOURNEY_PICTURES}/${name}.png` });
  }
}

/** Goes to another page as a link does, without loading everything anew. */
export async function goTo(page, path) {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
  await page.waitForFunction((to) => location.pathname + location.search === to, path);
}

// What fades in or out, or waits for an answer, is paler than what people read. What turns for ever does not count.
function isStill() {
  const ends = (motion) => motion.playState === 'running' && motion.effect.getComputedTiming().endTime !== Infinity;
  return !document.querySelector('.ant-btn-loading, [class*="-enter-active"], [class*="-appear-active"], [class*="-leave-active"]')
    && !document.getAnimations().some(ends);
}

/** What axe-core finds against WCAG 2.1 A and AA, a line for each kind. */
export async function barriers(page) {
  await page.waitForFunction(isStill);
  // The pages forbid scripts of others; a test may look at them all the same.
  if (!(await page.evaluate(() => Boolean(window.axe)))) {
    await page.evaluate(axe);
  }
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ['violations'] }), rules);
  return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
}

/** Fails when axe-core finds a barrier on the page as it stands. */
export async function noBarriers(page) {
  const found = await barriers(page);
  must(found.length === 0, `barriers on ${page.url()}:\n${found.join('\n')}`);
}

/** An input of an activity. */
export const value = (typeName, type, content) => ({ typeName, expression: { type, value: content } });

/** A definition with one flowchart. */
export const flow = (definitionId, name, activities, connections = [], variables = []) => ({
  definitionId, name, variables, inputs: [], outputs: [],
  root: {
    id: 'Flow1', type: 'Elsa.Flowchart', version: 1, activities,
    connections: connections.map(([from, port, to]) => ({ source: { activity: from, port }, target: { activity: to, port: 'In' } })),
  },
});
