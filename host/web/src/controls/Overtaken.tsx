import type { ReactNode } from 'react';
import { Alert, Button } from 'antd';
import { useTexts } from '../texts/TextsContext';

export interface OtherChange {
  name: string;
  before: ReactNode;
  now: ReactNode;
}

interface Props {
  changes: OtherChange[];
  onTheirs: () => void;
  onMine: () => void;
}

/** Somebody else has changed what one is changing: what they did, and the choice. Nothing is written over unseen. */
export function Overtaken({ changes, onTheirs, onMine }: Props) {
  const { t } = useTexts();
  return (
    <Alert className="notice" type="warning" showIcon title={t('problem.conflict')} description={(
      <>
        <p>{t('overtaken.hint')}</p>
        <ul className="problem-list">{changes.map((c) => <li key={c.name}>{c.name}: {c.before} → {c.now}</li>)}</ul>
        <div className="row">
          <Button size="small" onClick={onTheirs}>{t('conflict.theirs')}</Button>
          <Button size="small" danger onClick={onMine}>{t('conflict.mine')}</Button>
        </div>
      </>
    )} />
  );
}
