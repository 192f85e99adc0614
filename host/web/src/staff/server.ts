import { api } from '../api/client';
import type { LocalText } from '../texts/TextsContext';

export interface Post {
  name: string;
  /** How many people it is planned for; null for a post that no duty sheet knows. */
  headcount?: number | null;
  open: number;
  duties: string[];
  requirements: string[];
  holders: string[];
  candidates: string[];
  notes: LocalText[];
}

export interface Department {
  name: string;
  posts: Post[];
}

export interface Person {
  id: string;
  name?: string | null;
  department?: string | null;
  post?: string | null;
  status?: string | null;
  hiredOn?: string | null;
  skills: string[];
  appointedAt?: string | null;
}

export interface Setup {
  id: string;
  departments: string[];
  sponsor?: string | null;
  state?: string | null;
  open?: number | null;
}

export interface Team {
  departments: Department[];
  people: Person[];
  setups: Setup[];
  version?: string | null;
}

export const staff = {
  team: (signal?: AbortSignal) => api.get<Team>('/api/staff', undefined, signal),
  setUp: (departments: string[], sponsor: string | undefined) =>
    api.post<{ run?: string }>('/workflows/team-setups', { departments, sponsor }),
};

/** How a person is shown: the name with the number, or the number alone. */
export function nameOf(people: Person[], id: string): string {
  const name = people.find((p) => p.id === id)?.name;
  return name ? `${name} (${id})` : id;
}
