import { useMemo } from 'react';
import { useTexts } from '../texts/TextsContext';
import { foldedDiff, lineDiff } from './lineDiff';

const signs = { same: ' ', added: '+', removed: '−' };

export function LineDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTexts();
  const changes = useMemo(() => foldedDiff(lineDiff(before, after)), [before, after]);
  if (before === after) {
    return <p className="quiet">{t('diff.same')}</p>;
  }
  return (
    <pre className="line-diff" tabIndex={0} aria-label={t('conflict.difference')}>
      {changes.map((c, i) => (
        <div key={i} className={`line-${c.kind}`}>{c.kind === 'left' ? t('diff.left', { n: c.count }) : `${signs[c.kind]} ${c.text}`}</div>
      ))}
    </pre>
  );
}
