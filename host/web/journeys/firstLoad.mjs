import { journey, must, url } from './journey.mjs';

const most = 400 * 1024;

export default journey('first-load', {}, async ({ page, say }) => {
  const sizes = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes().then((s) => [request.url(), s.responseBodySize])));
  // An address that no page has: the shell alone.
  await page.goto(url('/nowhere'));
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
  const loaded = await Promise.all(sizes);
  const sum = loaded.reduce((n, [, size]) => n + size, 0);
  const told = loaded.map(([from, size]) => `${size} ${from}`).join('\n');
  say(`the first load of the shell is ${Math.round(sum / 1024)} KB`);
  must(loaded.length > 2 && sum < most, `the first load is ${sum} bytes:\n${told}`);
  const scripts = await Promise.all(loaded.filter(([from]) => from.endsWith('.js')).map(async ([from]) => (await fetch(from)).text()));
  must(!scripts.some((text) => text.includes('react-flow__') || text.includes('zrender')), 'designer and charts are loaded on demand');
});
