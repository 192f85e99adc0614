import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dictionary } from './dictionary';
import { fill } from './language';

const chinese = /[\u4e00-\u9fff]/;
const places = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((m) => m[1]).sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.tsx?$/.test(entry.name) && !/\.test\.|Texts\.ts$/.test(entry.name) ? [path] : [];
  });
}

const files = sources(join(fileURLToPath(import.meta.url), '../..')).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('dictionary', () => {
  it.each(Object.entries(dictionary))('%s is there in both languages', (_, [en, zh]) => {
    expect(en.trim()).not.toBe('');
    expect(zh.trim()).not.toBe('');
    expect(en).not.toMatch(chinese);
    expect(places(zh)).toEqual(places(en));
  });

  it('says things in Chinese, apart from names that are the same everywhere', () => {
    const same = Object.entries(dictionary).filter(([, [, zh]]) => !chinese.test(zh)).map(([key]) => key);
    expect(same.filter((key) => !key.startsWith('word.'))).toEqual([]);
  });

  it('holds every text that a page uses', () => {
    const used = files.flatMap(({ text }) => [...text.matchAll(/\bt\('([\w.-]+)'/g)].map((m) => m[1]!));
    expect(used.filter((key) => !(key in dictionary))).toEqual([]);
  });

  it('holds no text that nothing uses', () => {
    const all = files.map((f) => f.text).join('\n');
    // Words for names that definitions bring; they are looked up by the name.
    const vocabulary = /^(category|port|event|post|skill|value)\./;
    const stems = (key: string) => [...key.matchAll(/\./g)].map((m) => key.slice(0, m.index + 1));
    const unused = Object.keys(dictionary).filter((key) =>
      !vocabulary.test(key) && !all.includes(`'${key}'`) && !stems(key).some((stem) => all.includes(`\`${stem}\${`)));
    expect(unused).toEqual([]);
  });
});

describe('a text with figures', () => {
  it('counts one and many', () => {
    expect([0, 1, 2].map((n) => fill('{n task|tasks} left', { n }))).toEqual(['0 tasks left', '1 task left', '2 tasks left']);
    expect(fill('{n} {to}', { n: '{to}', to: 'x' })).toBe('{to} x');
  });
});

describe('pages', () => {
  it('write no text of their own between tags or into labels', () => {
    const bare = files.filter((f) => f.path.endsWith('.tsx')).flatMap(({ path, text }) =>
      [...text.matchAll(/(?:aria-label|title|placeholder|label)="([^"]*[a-zA-Z\u4e00-\u9fff]{2}[^"]*)"/g)].map((m) => `${path}: ${m[1]}`)
        .concat(chinese.test(text.replace(/'中文'|\/\/.*$/gm, '')) ? [`${path}: Chinese characters`] : []));
    expect(bare).toEqual([]);
  });
});
