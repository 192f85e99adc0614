import { useEffect, useState } from 'react';
import type { Page } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import { useQuery } from '../api/useQuery';

export interface Pages<T> {
  items: T[];
  total?: number | null;
  loading: boolean;
  problem?: Problem;
  /** Fetches what follows; undefined when there is no more. */
  more?: () => void;
  reload(): void;
}

/** A long list, fetched piece by piece as it is asked for. A change of the key begins anew. */
export function usePages<T>(
  key: string,
  fetcher: (next: string | undefined, signal?: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
  const first = useQuery(key, (signal) => fetcher(undefined, signal));
  const [rest, setRest] = useState<{ items: T[]; next?: string | null; busy: boolean; problem?: Problem }>({ items: [], busy: false });
  useEffect(() => setRest({ items: [], busy: false }), [key]);
  const next = rest.items.length > 0 ? rest.next : first.data?.next;
  const more = () => {
    setRest((before) => ({ ...before, busy: true, problem: undefined }));
    fetcher(next ?? undefined).then(
      (page) => setRest((before) => ({ items: [...before.items, ...page.items], next: page.next, busy: false })),
      (fault: unknown) => setRest((before) => ({ ...before, busy: false, problem: asProblem(fault) })),
    );
  };
  return {
    items: [...(first.data?.items ?? []), ...rest.items],
    total: first.data?.total,
    loading: first.loading || rest.busy,
    problem: first.problem ?? rest.problem,
    more: next ? more : undefined,
    reload: first.reload,
  };
}
