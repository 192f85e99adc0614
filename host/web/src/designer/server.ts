import { api, ask, segment, type Page } from '../api/client';
import type { Finding } from '../api/problem';
import type { Definition } from './graph/definition';
import type { HistoryEntry } from '../runs/trail';
import type { Descriptor } from './graph/descriptors';

export interface DefinitionSummary {
  definitionId: string;
  name: string;
  description?: string | null;
  version?: number | null;
  publishedVersion?: number | null;
  hasDraft?: boolean;
  isPublished?: boolean;
  updatedAt?: string | null;
}

export interface VersionSummary {
  version: number;
  id?: string;
  isPublished?: boolean;
  isLatest?: boolean;
  createdAt?: string | null;
  createdBy?: string | null;
}

/** What a run of the draft would do: its history, as a real run has one. */
export interface Rehearsal {
  status?: string;
  history: HistoryEntry[];
}

export interface Opened {
  definition: Definition;
  etag: string | null;
}

const at = (id: string, rest = '') => `/api/definitions/${segment(id)}${rest}`;

export const definitions = {
  list: (signal?: AbortSignal) => api.get<Page<DefinitionSummary>>('/api/definitions', undefined, signal),
  descriptors: async () => (await api.get<Page<Partial<Descriptor>> | Partial<Descriptor>[]>('/api/activities')),
  async open(id: string): Promise<Opened> {
    const { data, etag } = await ask<Definition>('GET', at(id));
    return { definition: data, etag };
  },
  async save(id: string, definition: Definition, etag: string | null): Promise<string | null> {
    const headers = etag ? undefined : { 'If-None-Match': '*' };
    return (await ask<unknown>('PUT', at(id, '/draft'), definition, { etag, headers })).etag;
  },
  publish: (id: string) => api.post<unknown>(at(id, '/publish')),
  retract: (id: string) => api.post<unknown>(at(id, '/retract')),
  revert: (id: string, version: number) => api.post<unknown>(at(id, '/revert'), { version }),
  versions: (id: string, signal?: AbortSignal) => api.get<Page<VersionSummary>>(at(id, '/versions'), undefined, signal),
  version: (id: string, version: number) => api.get<Definition>(at(id, `/versions/${version}`)),
  async check(definition: Definition, signal?: AbortSignal): Promise<Finding[]> {
    const found = await api.post<{ errors?: Finding[]; items?: Finding[]; diagnostics?: Finding[] } | Finding[]>(
      '/api/definitions/check', definition, signal);
    return Array.isArray(found) ? found : (found.errors ?? found.items ?? found.diagnostics ?? []);
  },
  rehearse: (definition: Definition, input: unknown) => api.post<Rehearsal>('/api/definitions/rehearse', { definition, input }),
};
