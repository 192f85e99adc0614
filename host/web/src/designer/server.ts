import { api, ask, segment, type Page } from '../api/client';
import type { Finding } from '../api/problem';
import { activitiesAt } from './graph/activityAt';
import type { Definition } from './graph/definition';
import type { HistoryEntry } from '../runs/trail';
import type { LocalText } from '../texts/TextsContext';
import type { Descriptor } from './graph/descriptors';
import { withPlainLists } from './graph/sound';
import { writeSource } from './graph/source';

/** What a tag is known by: its text, or that in English. */
export const tagName = (tag: LocalText) => (tag && typeof tag === 'object' ? tag.en ?? '' : tag ?? '');

export type VersionState = 'draft' | 'published' | 'retracted';

export interface DefinitionSummary {
  id: string;
  label: LocalText;
  description?: LocalText;
  latest: number;
  state: VersionState;
  /** The version that starts runs. */
  published?: number | null;
  changedAt?: string;
  changedBy?: string;
  /** Whether its draft waits for a review. */
  asksReview?: boolean;
  /** What it belongs to, such as after-sales. */
  tags?: LocalText[];
}

export interface VersionSummary {
  version: number;
  versionId: string;
  state: VersionState;
  createdAt?: string;
  createdBy?: string;
}

interface VersionAnswer extends VersionSummary {
  definition: Definition;
}

export interface RehearsedTask {
  id: string;
  activityId: string;
  title: LocalText;
  outcomes: string[];
}

/** What a run of the draft would do: its history, as a real run has one, and what it waits for. */
export interface Rehearsal {
  status: string;
  history: HistoryEntry[];
  waiting: { id: string; activityId: string; kind: string; key: string }[];
  tasks: RehearsedTask[];
  effects: { id: string; kind: string }[];
}

/** What happens while a rehearsed run waits: a task is completed, or time passes. */
export interface RehearsalStep {
  task?: string;
  outcome?: string;
  seconds?: number;
}

export interface Opened {
  definition: Definition;
  etag: string | null;
  state: VersionState;
}

const at = (id: string, rest = '') => `/api/definitions/${segment(id)}${rest}`;

export const definitions = {
  list: (signal?: AbortSignal) => api.get<Page<DefinitionSummary>>('/api/definitions', undefined, signal),
  descriptors: async () => (await api.get<Page<Partial<Descriptor>>>('/api/activities')).items,
  async open(id: string): Promise<Opened> {
    const { data, etag } = await ask<VersionAnswer>('GET', at(id));
    return { definition: { ...data.definition, root: withPlainLists(data.definition.root) }, etag, state: data.state };
  },
  save: async (id: string, definition: Definition, etag: string | null) =>
    (await ask<VersionAnswer>('PUT', at(id, '/draft'), definition, { etag })).etag,
  /** Publishes the draft that one has seen, and no other. */
  publish: async (id: string, etag: string | null) => void (await ask('POST', at(id, '/publish'), {}, { etag })),
  retract: (id: string) => api.post<unknown>(at(id, '/retract')),
  revert: (id: string, version: number) => api.post<unknown>(at(id, '/revert'), { version }),
  versions: (id: string, signal?: AbortSignal) => api.get<Page<VersionSummary>>(at(id, '/versions'), undefined, signal),
  version: async (id: string, version: number) => (await api.get<VersionAnswer>(at(id, `/versions/${version}`))).definition,
  /** The findings, each with the activity it speaks of: its place is one in the text that was sent. */
  async check(definition: Definition, signal?: AbortSignal): Promise<Finding[]> {
    const text = writeSource(definition);
    const body = new Blob([text], { type: 'application/json' });
    const { errors } = await api.post<{ errors: Finding[] }>('/api/definitions/check', body, signal);
    const placed = errors.filter((found) => (found.place?.line ?? 0) > 0);
    const around = activitiesAt(text, placed.map(({ place }) => ({ line: place!.line!, column: place!.column ?? 1 })));
    const activities = new Map(placed.map((found, i) => [found, around[i]]));
    return errors.map((found) => {
      const activity = activities.get(found);
      return activity ? { ...found, place: { ...found.place, activity } } : found;
    });
  },
  rehearse: (definition: Definition, input: unknown, steps: RehearsalStep[], trigger: string | undefined) =>
    api.post<Rehearsal>('/api/definitions/rehearse', { definition, input, trigger, steps }),
};
