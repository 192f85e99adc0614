import { designerTexts } from './designerTexts';
import { inboxTexts } from './inboxTexts';
import { runTexts } from './runTexts';
import { shellTexts } from './shellTexts';
import type { Text } from './language';

/** Every text of the pages, in every language. A key belongs to the feature that its first word names. */
export const dictionary = {
  ...designerTexts,
  ...inboxTexts,
  ...runTexts,
  ...shellTexts,
} satisfies Record<string, Text>;

export type TextKey = keyof typeof dictionary;
