import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Filters that live in the address, so that a reload, a link and the back key keep them. */
export function useFilters(): [(name: string) => string, (changes: Record<string, string | undefined>) => void] {
  const [params, setParams] = useSearchParams();
  const get = useCallback((name: string) => params.get(name) ?? '', [params]);
  const set = useCallback((changes: Record<string, string | undefined>) => setParams((before) => {
    const next = new URLSearchParams(before);
    for (const [name, value] of Object.entries(changes)) {
      if (value) {
        next.set(name, value);
      } else {
        next.delete(name);
      }
    }
    return next;
  }, { replace: true }), [setParams]);
  return [get, set];
}
