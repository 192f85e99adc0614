import type { LocalText } from '../../texts/TextsContext';
import type { Activity, Definition } from './definition';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

interface Label {
  en?: unknown;
  zh?: unknown;
}

const labelOf = ({ customProperties }: Definition) => customProperties?.label as Label | undefined;

/** What a definition is called, in both languages where it says so. */
export function definitionTitle(definition: Definition): LocalText {
  const label = labelOf(definition);
  return { en: textOf(label?.en) ?? textOf(definition.name) ?? definition.definitionId, zh: textOf(label?.zh) };
}

/** What an activity is called on the drawing, in both languages where it says so. */
export const activityTitle = ({ id, name, metadata }: Activity): LocalText => ({
  en: metadata?.displayText || name || id,
  zh: textOf(metadata?.displayTextZh),
});

export const chineseNameOf = (definition: Definition): string => textOf(labelOf(definition)?.zh) ?? '';

/** The definition under another name, which its label tells too. */
export function named(definition: Definition, name: string): Definition {
  const label = labelOf(definition);
  return { ...definition, name, ...(label && { customProperties: { ...definition.customProperties, label: { ...label, en: name } } }) };
}

export function namedInChinese(definition: Definition, zh: string): Definition {
  const { label: before, ...others } = definition.customProperties ?? {};
  const label = zh ? { en: definition.name, ...(before as Label | undefined), zh } : undefined;
  return { ...definition, customProperties: { ...others, ...(label && { label }) } };
}
