import { api, ask, segment, type Answer, type Page } from '../api/client';
import type { Finding } from '../api/problem';
import type { VersionState, VersionSummary } from '../designer/server';
import type { LocalText } from '../texts/TextsContext';

export interface RuleSetSummary {
  name: string;
  label: LocalText;
  latest?: number;
  state?: VersionState;
  published?: number | null;
  changedAt?: string;
  changedBy?: string;
  rules?: number;
  tables?: number;
  asksReview?: boolean;
}

export interface OpenRuleSet {
  name: string;
  text: string;
  etag: string | null;
  state: VersionState;
  version: number;
}

interface RuleSetAnswer {
  name: string;
  version: number;
  state: VersionState;
  text: string;
}

export interface RuleParameter {
  name: string;
  label: LocalText;
  type: string;
  default?: unknown;
  value?: unknown;
  allowed?: string | null;
  isWhole?: boolean;
  unit?: string | null;
}

export interface RuleTestResult {
  name: LocalText;
  place?: { line: number };
  passed: boolean;
  failures: Finding[];
}

export interface RuleTestReport {
  passed: number;
  failed: number;
  results: RuleTestResult[];
}

export interface Completion {
  text: string;
  kind: string;
  detail: LocalText;
  replaces: { line: number; column: number; length: number };
}

export interface Hover {
  place: { line: number; column: number; length: number };
  kind: string;
  name: string;
  text: LocalText;
}

/** What other rules or figures would change in what is concluded from the stored facts. */
export interface RuleComparison {
  facts: number;
  conclusions: ConclusionChange[];
  effects: { verb: string; target: string; before: number; after: number }[];
  differences: { type: string; key: string; before?: Conclusion | null; after?: Conclusion | null }[];
}

export interface ConclusionChange {
  type: string;
  label: LocalText;
  before: number;
  after: number;
  added: number;
  removed: number;
  changed: number;
  sums: { field: string; label?: LocalText | null; before: number; after: number }[];
}

export interface Conclusion {
  fact: Record<string, unknown>;
  rule?: string | null;
  reason?: LocalText | null;
}

/** What is tried: another text, other figures, or both. */
export interface Trial {
  text?: string;
  parameters?: Record<string, unknown>;
}

/** The figures of a published rule set, and by what one says that one has seen them. */
export interface RuleFigures {
  items: RuleParameter[];
  etag: string | null;
}

const figuresIn = ({ data: { items }, etag }: Answer<Page<RuleParameter>>): RuleFigures => ({ items, etag });

const at = (name: string, rest = '') => `/api/rules/${segment(name)}${rest}`;
const language = <T>(what: string, body: unknown, signal?: AbortSignal) => api.post<T>(`/api/rules/language/${what}`, body, signal);

export const rules = {
  list: (signal?: AbortSignal) => api.get<Page<RuleSetSummary>>('/api/rules', undefined, signal),
  async open(name: string): Promise<OpenRuleSet> {
    const { data, etag } = await ask<RuleSetAnswer>('GET', at(name));
    return { ...data, etag };
  },
  save: async (name: string, text: string, etag: string | null) =>
    (await ask<RuleSetAnswer>('PUT', at(name, '/draft'), { text }, { etag })).etag,
  sheet: async (name: string, sheet: string) => (await ask<Blob>('GET', at(name, `/${sheet}`), undefined, { file: true })).data,
  async takeSheet(name: string, sheet: string, file: Blob, before: string | null): Promise<OpenRuleSet> {
    const { data, etag } = await ask<RuleSetAnswer>('PUT', at(name, `/${sheet}`), file, { etag: before });
    return { ...data, etag };
  },
  /** Publishes the draft that one has seen, and no other. */
  publish: async (name: string, etag: string | null) => void (await ask('POST', at(name, '/publish'), {}, { etag })),
  revert: (name: string, version: number) => api.post<unknown>(at(name, '/revert'), { version }),
  versions: async (name: string, signal?: AbortSignal) =>
    (await api.get<Page<VersionSummary>>(at(name, '/versions'), undefined, signal)).items,
  version: async (name: string, version: number) => (await api.get<RuleSetAnswer>(at(name, `/versions/${version}`))).text,
  parameters: async (name: string) => figuresIn(await ask<Page<RuleParameter>>('GET', at(name, '/parameters'))),
  setParameters: async (name: string, values: Record<string, unknown>, etag: string | null) =>
    figuresIn(await ask<Page<RuleParameter>>('PUT', at(name, '/parameters'), { values }, { etag })),
  /** The tests of the published file, with figures in place of those that hold. */
  testFigures: (name: string, parameters: Record<string, unknown>, signal?: AbortSignal) =>
    api.post<RuleTestReport>(at(name, '/test'), { parameters }, signal),
  test: (name: string, text: string) => api.post<RuleTestReport>(at(name, '/test'), { text }),
  compare: (name: string, trial: Trial) => api.post<RuleComparison>(at(name, '/compare'), trial),
  diagnostics: async (name: string, text: string, signal?: AbortSignal) =>
    (await language<{ items: Finding[] }>('diagnostics', { name, text }, signal)).items,
  complete: async (name: string, text: string, line: number, column: number) =>
    (await language<{ items: Completion[] }>('completion', { name, text, line, column })).items,
  hover: (name: string, text: string, line: number, column: number) =>
    language<Hover | null | undefined>('hover', { name, text, line, column }),
  format: async (name: string, text: string) => (await language<{ text: string }>('format', { name, text })).text,
};
