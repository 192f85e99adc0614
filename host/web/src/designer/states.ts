import type { TextKey } from '../texts/dictionary';
import type { VersionState } from './server';

/** What the states of a version are called. */
export const stateTexts: Record<VersionState, TextKey> = {
  draft: 'designer.isDraft',
  published: 'designer.isPublished',
  retracted: 'designer.isRetracted',
};
