import { useMemo } from 'react';
import { api, type Page } from '../api/client';
import { useQuery } from '../api/useQuery';
import { useTexts, type LocalText } from '../texts/TextsContext';

interface FactType {
  name: string;
  label: LocalText;
  fields: { name: string; label: LocalText; values: { value: unknown; label: LocalText }[] }[];
}

/** What the fields of a fact type are called, and the values of those that have few. */
export interface FieldNames {
  label: LocalText;
  value(value: unknown): LocalText | undefined;
}

/** What fact types and their fields are called. */
export interface FactNames {
  typeName(type: string): string;
  labels(type: string | null | undefined): Record<string, FieldNames>;
  /** What a field of this name is called in the first type that has one. */
  fieldName(name: string): string;
}

let known: Promise<FactType[]> | undefined;

/** Asked once while the pages are open; a failed answer is asked for again. */
function typesOnce(): Promise<FactType[]> {
  known ??= api.get<Page<FactType>>('/api/fact-types').then((page) => page.items);
  known.catch(() => (known = undefined));
  return known;
}

export function useFactNames(): FactNames {
  const { local } = useTexts();
  const { data } = useQuery('fact-types', typesOnce);
  return useMemo(() => {
    const types = new Map((data ?? []).map((type) => [type.name, type]));
    const fields = new Map((data ?? []).toReversed().flatMap((type) => type.fields.map((field) => [field.name, field.label] as const)));
    return {
      typeName: (type) => local(types.get(type)?.label) || type,
      fieldName: (name) => local(fields.get(name)) || name,
      labels: (type) => Object.fromEntries((types.get(type ?? '')?.fields ?? []).map((field) => [field.name, {
        label: field.label, value: (value) => field.values.find((known) => known.value === value)?.label,
      }])),
    };
  }, [data, local]);
}
