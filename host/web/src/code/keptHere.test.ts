import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFor } from '../controls/useKept';
import { keepHere, readKeptHere } from './keptHere';

function storage(): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    clear: () => held.clear(),
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    key: (n) => [...held.keys()][n] ?? null,
  };
}

describe('unsaved work of several tabs', () => {
  const inTab = (tab: Storage) => vi.stubGlobal('sessionStorage', tab);
  let [one, other] = [storage(), storage()];
  beforeEach(() => {
    vi.stubGlobal('localStorage', storage());
    [one, other] = [storage(), storage()];
    inTab(one);
    keepHere('x', 'mine');
    inTab(other);
    keepHere('x', 'theirs');
  });

  it('comes back in its own tab, and in a new one what was written last', () => {
    inTab(one);
    expect(readKeptHere('x')).toBe('mine');
    inTab(storage());
    expect(readKeptHere('x')).toBe('theirs');
  });

  it('is no other person\'s at the same machine', () => {
    keepFor('somebody');
    expect(readKeptHere('x')).toBeUndefined();
    keepHere('x', 'somebody\'s');
    keepFor('');
    expect(readKeptHere('x')).toBe('theirs');
  });

  it('stays when another tab has saved its own', () => {
    inTab(one);
    keepHere('x', undefined);
    inTab(storage());
    expect(readKeptHere('x')).toBe('theirs');
    inTab(other);
    keepHere('x', undefined);
    expect(readKeptHere('x')).toBeUndefined();
  });
});
