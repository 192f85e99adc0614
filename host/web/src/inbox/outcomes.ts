import type { TextKey } from '../texts/dictionary';
import type { Texts } from '../texts/TextsContext';

// The outcomes that most processes share have words in both languages; others are shown as the definition names them.
const common: Record<string, TextKey> = {
  approve: 'outcome.approve', approved: 'outcome.approve', reject: 'outcome.reject', rejected: 'outcome.reject', done: 'outcome.done',
  complete: 'outcome.done', completed: 'outcome.done', accept: 'outcome.accept', refuse: 'outcome.refuse', decline: 'outcome.refuse',
  yes: 'outcome.yes', no: 'outcome.no', escalate: 'outcome.escalate', confirm: 'outcome.confirm', cancel: 'action.cancel',
};

export function outcomeText(outcome: string, { t }: Pick<Texts, 't'>): string {
  const key = common[outcome.toLowerCase()];
  return key ? t(key) : outcome;
}
