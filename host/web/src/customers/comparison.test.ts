import { describe, expect, it } from 'vitest';
import { choiceOf, compare } from './comparison';

describe('two records side by side', () => {
  it('are alike but for blanks and case, differ, or leave it open', () => {
    const found = compare(
      { sourceId: 'W1', name: '刘霞', phone: '186 1891 9635', email: 'X@e.cn', address: null },
      { sourceId: 'P2', name: '刘*', phone: '18618919635', email: 'x@e.cn', address: '杭州', note: 'vip' },
    );
    expect(Object.fromEntries(found.map((f) => [f.name, f.how]))).toEqual({
      sourceId: 'unknown', name: 'different', phone: 'same', email: 'same', address: 'unknown', note: 'unknown',
    });
  });
});

describe('a key', () => {
  const key = (name: string, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });
  it('decides where nobody writes', () => {
    expect([key('s'), key('N'), key('l'), key('x')].map((k) => choiceOf(k, false))).toEqual(['same', 'different', 'later', undefined]);
    expect(choiceOf(key('s'), true)).toBeUndefined();
    expect(choiceOf(key('s', { ctrlKey: true }), false)).toBeUndefined();
    expect(choiceOf(key('s', { repeat: true }), false)).toBeUndefined();
  });
});
