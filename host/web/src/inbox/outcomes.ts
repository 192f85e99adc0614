import type { TextKey } from '../texts/dictionary';
import type { LocalText, Texts } from '../texts/TextsContext';

// A definition may name its outcomes in both languages; of the others those that most processes share have words.
const common: Record<string, TextKey> = {
  approve: 'outcome.approve', approved: 'outcome.approve', reject: 'outcome.reject', rejected: 'outcome.reject', done: 'outcome.done',
  complete: 'outcome.done', completed: 'outcome.done', accept: 'outcome.accept', refuse: 'outcome.refuse', decline: 'outcome.refuse',
  yes: 'outcome.yes', no: 'outcome.no', escalate: 'outcome.escalate', confirm: 'outcome.confirm', cancel: 'action.cancel',
};

export function outcomeText(
  outcome: string, { t, local }: Pick<Texts, 't' | 'local'>, labels?: Record<string, LocalText> | null,
): string {
  if (labels && Object.hasOwn(labels, outcome)) {
    return local(labels[outcome]);
  }
  const key = common[outcome.toLowerCase()];
  return key ? t(key) : outcome;
}
