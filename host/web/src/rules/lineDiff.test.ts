import { expect, it } from 'vitest';
import { foldedDiff, lineDiff } from './lineDiff';

it('keeps what is common and names what went and came', () => {
  expect(lineDiff('a\nb\nc', 'a\nx\nc\nd').map((c) => `${c.kind[0]}${c.text}`)).toEqual(['sa', 'rb', 'ax', 'sc', 'ad']);
});

it('gives both texts back', () => {
  const [before, after] = ['1\n2\n3\n4', '2\n4\n5'];
  const changes = lineDiff(before, after);
  expect(changes.filter((c) => c.kind !== 'added').map((c) => c.text).join('\n')).toBe(before);
  expect(changes.filter((c) => c.kind !== 'removed').map((c) => c.text).join('\n')).toBe(after);
});

it('leaves out what is far from every change, and says how much', () => {
  const before = Array.from({ length: 20 }, (_, n) => `line ${n}`).join('\n');
  const folded = foldedDiff(lineDiff(before, before.replace('line 9', 'line nine')), 2);
  expect(folded.map((c) => (c.kind === 'left' ? c.count : `${c.kind[0]}${c.text}`)))
    .toEqual([7, 'sline 7', 'sline 8', 'rline 9', 'aline nine', 'sline 10', 'sline 11', 8]);
  expect(foldedDiff(lineDiff('a', 'b')).map((c) => c.kind)).toEqual(['removed', 'added']);
});
