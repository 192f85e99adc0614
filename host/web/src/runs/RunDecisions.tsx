import { useState } from 'react';
import { Button, Empty } from 'antd';
import { DataView } from '../controls/DataView';
import { useFactNames } from '../controls/factTypes';
import { RuleSource } from '../rules/RuleSource';
import { useTexts } from '../texts/TextsContext';
import { decisionsOf, type Decision } from './decisions';

const atOnce = 50;

/** What the rules have decided for a run, why, and by which rule and version. */
export function RunDecisions({ variables }: { variables: Record<string, unknown> }) {
  const { t } = useTexts();
  const [most, setMost] = useState(atOnce);
  const all = decisionsOf(variables);
  return all.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('runs.noDecisions')} /> : (
    <>
      <ul className="plain decisions">{all.slice(0, most).map((one, i) => <Told key={i} decision={one} />)}</ul>
      <div className="row list-foot">
        {all.length > most && <Button onClick={() => setMost(most + atOnce)}>{t('action.more')}</Button>}
        <span className="quiet">{t('table.count', { n: Math.min(most, all.length), of: all.length })}</span>
      </div>
    </>
  );
}

function Told({ decision: { type, fact, rule, version, reason } }: { decision: Decision }) {
  const { t, local } = useTexts();
  const { typeName, labels } = useFactNames();
  return (
    <li>
      <strong>{typeName(type)}</strong>
      {reason && <div>{local(reason)}</div>}
      <div className="small"><RuleSource rule={rule} version={version} /></div>
      <details className="data-fact"><summary className="quiet small">{t('customers.details')}</summary>
        <DataView data={fact} labels={labels(type)} /></details>
    </li>
  );
}
