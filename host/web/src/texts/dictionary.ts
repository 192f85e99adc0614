import { adminTexts } from './adminTexts';
import { designerTexts } from './designerTexts';
import { inboxTexts } from './inboxTexts';
import { officeTexts } from './officeTexts';
import { reviewTexts } from './reviewTexts';
import { ruleTexts } from './ruleTexts';
import { runTexts } from './runTexts';
import { shellTexts } from './shellTexts';
import type { Text } from './language';

/** Every text of the pages, in every language. A key belongs to the feature that its first word names. */
export const dictionary = {
  ...adminTexts,
  ...designerTexts,
  ...inboxTexts,
  ...officeTexts,
  ...reviewTexts,
  ...ruleTexts,
  ...runTexts,
  ...shellTexts,
} satisfies Record<string, Text>;

export type TextKey = keyof typeof dictionary;
