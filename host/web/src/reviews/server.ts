import { api, ask, changeShared } from '../api/client';

export type ReviewState = 'none' | 'asked' | 'approved' | 'sentBack' | 'outdated';
export type ReviewStep = 'asked' | 'approved' | 'sentBack' | 'published';

export interface ReviewEntry {
  version: number;
  step: ReviewStep;
  at: string;
  actor: string;
  remark?: string | null;
}

export interface Review {
  state: ReviewState;
  required: boolean;
  /** Whether the reader is one who may approve it now. */
  mayDecide: boolean;
  etag: string;
  /** Newest first, of all versions. */
  steps: ReviewEntry[];
}

export interface ReviewSettings {
  definitions: boolean;
  rules: boolean;
}

const verbs = { asked: '', approved: '/approve', sentBack: '/send-back' } as const;

/** Reviews of what stands at an address such as /api/definitions/returns. */
export const reviews = {
  find: (at: string, signal?: AbortSignal) => api.get<Review>(`${at}/review`, undefined, signal),
  step: async (at: string, step: keyof typeof verbs, remark: string, etag: string) =>
    (await ask<Review>('POST', `${at}/review${verbs[step]}`, { remark }, { etag: `"${etag}"` })).data,
  settings: (signal?: AbortSignal) => api.get<ReviewSettings>('/api/settings/reviews', undefined, signal),
  set: (part: Partial<ReviewSettings>) => changeShared<ReviewSettings>('/api/settings/reviews', '/api/settings/reviews',
    (present) => ({ ...present, ...part })),
};
