import { useMemo } from 'react';
import { api, type Page } from '../api/client';
import { useQuery } from '../api/useQuery';
import { useTexts, type LocalText } from '../texts/TextsContext';

interface FactField {
  name: string;
  type: string;
  isKey: boolean;
  unit?: string | null;
  label: LocalText;
  values: { value: unknown; label: LocalText }[];
}

export interface FactType {
  name: string;
  label: LocalText;
  fields: FactField[];
}

/** What a field is called and counted in, and the values of those that have few. */
export interface FieldNames {
  label?: LocalText;
  unit?: string | null;
  value?(value: unknown): LocalText | undefined;
  /** The same of what stands in it, or in each of what stands in it. */
  inside?: Record<string, FieldNames>;
}

/** What fact types and their fields are called. */
export interface FactNames {
  typeName(type: string): string;
  labels(type: string | null | undefined): Record<string, FieldNames>;
  /** What fields of this name are called in most types that have one; undefined where they do not agree. */
  fieldName(name: string): string | undefined;
  /** The type that something without a type's name looks like; undefined for what looks like none. */
  typeOf(data: Record<string, unknown>): string | undefined;
  /** What a value is called in a field of that name, or else wherever there is such a value. */
  valueName(field: string, value: unknown): LocalText;
  /** The one type whose name ends as this word does. */
  typeCalled(word: string): string | undefined;
}

const leastFields = 3;

/** The type that has all these fields, and the fewest others: what was left out of a fact was empty. */
export function typeLike(types: FactType[], names: string[]): FactType | undefined {
  let best: FactType | undefined;
  for (const type of types) {
    const has = (name: string) => type.fields.some((field) => field.name === name);
    const fits = names.every(has) && type.fields.every((field) => !field.isKey || names.includes(field.name))
      && (names.length >= leastFields || names.length === type.fields.length);
    if (fits && (best === undefined || type.fields.length < best.fields.length)) {
      best = type;
    }
  }
  return best;
}

/** The type of that name, however it is written, or the only one whose name ends so: the word "dispute" for PayDispute. */
export function typeCalled(types: FactType[], word: string): FactType | undefined {
  const wanted = word.toLowerCase();
  const ending = types.filter((type) => type.name.toLowerCase().endsWith(wanted));
  return ending.find((type) => type.name.toLowerCase() === wanted) ?? (ending.length === 1 ? ending[0] : undefined);
}

/** What more than half of them are; nothing where there is but one, which may mean something else. */
export const usualOf = (texts: string[]): string | undefined =>
  texts.length < 2 ? undefined : texts.find((text) => text && texts.filter((t) => t === text).length * 2 > texts.length);

/** The labels of all values that fields allow, by field and value, and by the value alone where all fields call it the same. */
export function valueLabels(types: FactType[]): (field: string, value: unknown) => LocalText {
  const byField = new Map<string, LocalText>();
  const byValue = new Map<unknown, LocalText>();
  for (const field of types.flatMap((type) => type.fields)) {
    for (const { value, label } of field.values) {
      byField.set(`${field.name} ${String(value)}`, label);
      byValue.set(value, !byValue.has(value) || JSON.stringify(byValue.get(value)) === JSON.stringify(label) ? label : undefined);
    }
  }
  return (field, value) => byField.get(`${field} ${String(value)}`) ?? byValue.get(value);
}

/** What is known of a field, with the words that its values have elsewhere where it has none of its own. */
export const withWords = (name: string, known: FieldNames | undefined, facts: FactNames): FieldNames =>
  ({ ...known, value: (value) => known?.value?.(value) ?? facts.valueName(name, value) });

let known: Promise<FactType[]> | undefined;

/** Asked once while the pages are open; a failed answer is asked for again. */
function typesOnce(): Promise<FactType[]> {
  known ??= api.get<Page<FactType>>('/api/fact-types').then((page) => page.items);
  known.catch(() => (known = undefined));
  return known;
}

export function useFactTypes(): FactType[] {
  const { data } = useQuery('fact-types', typesOnce);
  return useMemo(() => data ?? [], [data]);
}

export function useFactNames(): FactNames {
  const { local } = useTexts();
  const all = useFactTypes();
  return useMemo(() => {
    const valueName = valueLabels(all);
    const types = new Map(all.map((type) => [type.name, type]));
    return {
      typeName: (type) => local(types.get(type)?.label) || type,
      fieldName: (name) => usualOf(all.flatMap((type) => type.fields).filter((field) => field.name === name)
        .map((field) => local(field.label))),
      labels: (type) => Object.fromEntries((types.get(type ?? '')?.fields ?? []).map((field) => [field.name, {
        label: field.label, unit: field.unit, value: (value) => field.values.find((one) => one.value === value)?.label,
      }])),
      valueName,
      typeOf: (shown) => typeLike(all, Object.keys(shown))?.name,
      typeCalled: (word) => typeCalled(all, word)?.name,
    };
  }, [all, local]);
}
