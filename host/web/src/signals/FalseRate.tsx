import { useTexts } from '../texts/TextsContext';
import type { SignalRecord } from './server';

/** How often a kind of signal was wrong, in words; nothing where nobody has decided yet. */
export function FalseRate({ record, short = false }: { record: SignalRecord | undefined; short?: boolean }) {
  const { t, percent } = useTexts();
  if (record && short) {
    return t('signals.falseShort', { share: percent(record.falseShare) });
  }
  return record
    ? t('signals.falseRate', { share: percent(record.falseShare), wrong: record.falseOnes, n: record.decided })
    : null;
}
