import { useMemo } from 'react';
import { useTexts } from '../texts/TextsContext';
import { lineDiff } from './lineDiff';

const signs = { same: ' ', added: '+', removed: '−' };

export function LineDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTexts();
  const changes = useMemo(() => lineDiff(before, after), [before, after]);
  if (before === after) {
    return <p className="quiet">{t('diff.same')}</p>;
  }
  return (
    <pre className="line-diff" tabIndex={0} aria-label={t('conflict.difference')}>
      {changes.map((c, i) => <div key={i} className={`line-${c.kind}`}>{signs[c.kind]} {c.text}</div>)}
    </pre>
  );
}
