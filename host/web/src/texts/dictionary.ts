import { adminTexts } from './adminTexts';
import { calendarTexts } from './calendarTexts';
import { dataTexts } from './dataTexts';
import { designerTexts } from './designerTexts';
import { entryTexts } from './entryTexts';
import { inboxTexts } from './inboxTexts';
import { officeTexts } from './officeTexts';
import { reviewTexts } from './reviewTexts';
import { ruleTexts } from './ruleTexts';
import { runTexts } from './runTexts';
import { shellTexts } from './shellTexts';
import { staffTexts } from './staffTexts';
import { valueTexts } from './valueTexts';
import type { Text } from './language';

/** Every text of the pages, in every language. A key belongs to the feature that its first word names. */
export const dictionary = {
  ...adminTexts,
  ...calendarTexts,
  ...dataTexts,
  ...designerTexts,
  ...entryTexts,
  ...inboxTexts,
  ...officeTexts,
  ...reviewTexts,
  ...ruleTexts,
  ...runTexts,
  ...shellTexts,
  ...staffTexts,
  ...valueTexts,
} satisfies Record<string, Text>;

export type TextKey = keyof typeof dictionary;
