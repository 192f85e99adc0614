import { Link } from 'react-router';
import { segment } from '../api/client';
import { useSession } from '../app/session';
import { dictionary, type TextKey } from '../texts/dictionary';
import { useTexts, type Texts } from '../texts/TextsContext';
import type { Dispute } from './server';

export function disputeState({ state }: Dispute, { t }: Pick<Texts, 't'>): string {
  const key = `pay.dispute.state.${state}` as TextKey;
  return key in dictionary ? t(key) : state ?? '';
}

/** What was said against a line and what was answered, newest first. */
export function DisputeNotes({ disputes }: { disputes: Dispute[] }) {
  const texts = useTexts();
  const { t, money, dateTime } = texts;
  const { may } = useSession();
  return disputes.map((d) => (
    <section key={d.id} className="dispute" aria-label={t('pay.disputes')}>
      <div className="row">
        <strong>{disputeState(d, texts)}</strong> <span className="quiet">{dateTime(d.at)}</span>
        {may('readRuns') && <Link to={`/runs/${segment(d.id)}`}>{t('inbox.run')}</Link>}
      </div>
      <p>{t('pay.dispute.claim', { claim: d.claim ?? '' })}</p>
      {d.state === 'open' && <p className="quiet">{t('pay.dispute.waits')}</p>}
      {d.answer && <p>{t('pay.dispute.answer', { by: d.by ?? '—', answer: d.answer })}</p>}
      {d.state === 'corrected' && <p>{t('pay.dispute.corrected', { amount: money(d.amount) })}</p>}
    </section>
  ));
}
