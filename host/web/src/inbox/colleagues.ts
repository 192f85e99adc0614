import { useMemo } from 'react';
import { api, type Page } from '../api/client';
import { useSession } from '../app/session';
import { useQuery } from '../api/useQuery';

export interface Colleague {
  user: string;
  displayName?: string | null;
}

export interface Colleagues {
  options: { value: string; label: string }[];
  /** What people call somebody; the user name where nothing else is known. */
  nameOf(user: string): string;
}

/** The people who work on tasks; to who does not, people are what they are called when they sign in. */
export function useColleagues(): Colleagues {
  const { may } = useSession();
  const { data } = useQuery(may('workOnTasks') ? 'colleagues' : null, (signal) =>
    api.get<Page<Colleague>>('/api/colleagues', undefined, signal));
  return useMemo(() => {
    const names = new Map((data?.items ?? []).map((c) => [c.user, c.displayName || c.user]));
    return {
      options: [...names].map(([value, name]) => ({ value, label: name === value ? name : `${name} (${value})` })),
      nameOf: (user) => names.get(user) ?? user,
    };
  }, [data]);
}
