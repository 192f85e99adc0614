// Goes the named journeys in one browser, two at a time, and says of each in a line of JSON how it went.
import { chromium } from 'playwright-core';

const names = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.JOURNEY_BROWSER ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--in-process-gpu'],
});

async function went(name) {
  const began = performance.now();
  const tell = (fault) => console.log(JSON.stringify({ name, fault, seconds: Math.round((performance.now() - began) / 100) / 10 }));
  try {
    const { default: parts } = await import(`./${name}.mjs`);
    for (const part of [parts].flat()) {
      await part.go(browser);
    }
    tell(null);
  } catch (fault) {
    tell(String(fault.message ?? fault));
  }
}

const lane = async () => {
  for (let name = names.shift(); name; name = names.shift()) {
    await went(name);
  }
};
await Promise.all([lane(), lane()]);
await browser.close();
