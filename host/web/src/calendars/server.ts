import { api, ask, segment, type Page } from '../api/client';
import type { LocalText } from '../texts/TextsContext';

/** Days that the shop plans by itself, as a calendar writes them. */
export interface SpecialDays {
  name?: LocalText;
  date?: string;
  from?: string;
  to?: string;
  shifts?: string[];
}

/** A calendar as it is written: what is not named here stays as it is. */
export interface CalendarText {
  name: string;
  timeZone: string;
  week?: Record<string, string[]>;
  special?: SpecialDays[];
  [other: string]: unknown;
}

export interface Calendar {
  name: string;
  label: LocalText;
  timeZone: string;
  holidayYears: number[];
  isShipped: boolean;
  isChanged: boolean;
  changedBy?: string | null;
  changedAt?: string | null;
  reason?: string | null;
  calendar: CalendarText;
}

export interface CalendarDay {
  date: string;
  kind: 'week' | 'holiday' | 'makeUp' | 'special';
  name?: LocalText;
  shifts: string[];
  minutes: number;
}

export interface Step {
  kind: 'counted' | 'paused' | 'closed' | 'further' | 'note';
  from: string;
  to: string;
  text: LocalText;
}

/** How a due time comes about. */
export interface Count {
  calendar: string;
  from: string;
  until?: string | null;
  counted: string;
  steps: Step[];
}

export interface DueMove {
  runId: string;
  run?: string | null;
  process: LocalText;
  activityId: string;
  from: string;
  to: string;
  arithmetic?: Count | null;
}

export interface Preview {
  items: DueMove[];
  runs: number;
  looked: number;
}

export interface Deadline {
  activityId: string;
  instance: number;
  tag: string;
  dueAt?: string | null;
  isOpen: boolean;
  arithmetic?: Count | null;
  moves: { at: string; by: string; from: string; to: string; calendar: string; why: LocalText }[];
}

const at = (name: string, rest = '') => `/api/calendars/${segment(name)}${rest}`;

export const calendars = {
  list: (signal?: AbortSignal) => api.get<Page<Calendar>>('/api/calendars', undefined, signal),
  open: async (name: string, signal?: AbortSignal) => {
    const { data, etag } = await ask<Calendar>('GET', at(name), undefined, { signal });
    return { calendar: data, etag };
  },
  days: async (name: string, month: string, calendar: CalendarText | undefined, signal?: AbortSignal) =>
    (await api.post<Page<CalendarDay>>(at(name, '/days'), { month, calendar }, signal)).items,
  preview: (name: string, calendar: CalendarText) => api.post<Preview>(at(name, '/preview'), { calendar }),
  save: (name: string, calendar: CalendarText, reason: string, etag: string | null) =>
    ask<Calendar>('PUT', at(name), { calendar, reason }, { etag }),
  restore: (name: string, reason: string, etag: string | null) =>
    ask<unknown>('DELETE', `${at(name)}?reason=${segment(reason)}`, undefined, { etag }),
  ofRun: async (run: string, signal?: AbortSignal) =>
    (await api.get<Page<Deadline>>(`/api/runs/${segment(run)}/deadlines`, undefined, signal)).items,
  ofTask: (task: string, signal?: AbortSignal) =>
    api.get<Page<Deadline>>(`/api/tasks/${segment(task)}/deadlines`, undefined, signal).then((page) => page.items),
};
