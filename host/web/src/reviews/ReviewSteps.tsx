import { Empty, Timeline } from 'antd';
import { useTexts } from '../texts/TextsContext';
import type { ReviewEntry } from './server';

const colors = { asked: 'blue', approved: 'green', sentBack: 'red', published: 'gray' } as const;

/** Who asked, looked and published, with what they said. */
export function ReviewSteps({ steps }: { steps: ReviewEntry[] }) {
  const { t, dateTime } = useTexts();
  if (steps.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('review.none')} />;
  }
  return (
    <Timeline items={steps.map((s, i) => ({
      key: i,
      color: colors[s.step],
      content: (
        <>
          <div>{t(`review.step.${s.step}`, { who: s.actor })} · {t('versions.number', { n: s.version })}</div>
          {s.remark && <div className="remark">{s.remark}</div>}
          <div className="quiet">{dateTime(s.at)}</div>
        </>
      ),
    }))} />
  );
}

/** In a line of the versions: who reviewed and who published it. */
export function ReviewedBy({ steps, version }: { steps: ReviewEntry[] | undefined; version: number }) {
  const { t } = useTexts();
  const own = steps?.filter((s) => s.version === version) ?? [];
  const approved = own.find((s) => s.step === 'approved');
  const published = own.find((s) => s.step === 'published');
  return (
    <>
      {approved && (
        <span className="quiet">
          {t('review.step.approved', { who: approved.actor })}{approved.remark && `: ${approved.remark}`}
        </span>
      )}
      {published && (
        <span className="quiet">
          {t('review.step.published', { who: published.actor })}{!approved && ` · ${t('review.unreviewed')}`}
        </span>
      )}
    </>
  );
}
