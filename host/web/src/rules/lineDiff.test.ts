import { expect, it } from 'vitest';
import { lineDiff } from './lineDiff';

it('keeps what is common and names what went and came', () => {
  expect(lineDiff('a\nb\nc', 'a\nx\nc\nd').map((c) => `${c.kind[0]}${c.text}`)).toEqual(['sa', 'rb', 'ax', 'sc', 'ad']);
});

it('gives both texts back', () => {
  const [before, after] = ['1\n2\n3\n4', '2\n4\n5'];
  const changes = lineDiff(before, after);
  expect(changes.filter((c) => c.kind !== 'added').map((c) => c.text).join('\n')).toBe(before);
  expect(changes.filter((c) => c.kind !== 'removed').map((c) => c.text).join('\n')).toBe(after);
});
