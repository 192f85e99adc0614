import { useEffect, useRef, useState } from 'react';
import { Alert, Button, Table, Tag } from 'antd';
import { ExperimentOutlined } from '@ant-design/icons';
import { useAction } from '../api/useAction';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useSheets } from '../controls/useSheets';
import { useTexts } from '../texts/TextsContext';
import { rules, type Conclusion, type ConclusionChange, type RuleComparison, type Trial } from './server';

interface Props {
  name: string;
  trial: Trial;
  hint: string;
  /** Whether it is tried as soon as it is shown. */
  at?: 'once';
}

/** What a text or figures would change in what is concluded from the stored facts, before they hold. */
export function TrialPanel({ name, trial, hint, at }: Props) {
  const { t } = useTexts();
  const action = useAction();
  const [done, setDone] = useState<{ of: string; found: RuleComparison }>();
  const of = JSON.stringify(trial);
  const run = () => action.run(async () => setDone({ of, found: await rules.compare(name, trial) }));
  const first = useRef(at === 'once' ? run : undefined);
  useEffect(() => {
    void first.current?.();
    first.current = undefined;
  }, []);
  return (
    <section className="stack">
      <p className="quiet">{hint}</p>
      <div className="row">
        <Button icon={<ExperimentOutlined />} loading={action.busy} onClick={() => void run()}>{t('rules.trial.run')}</Button>
        {done && <Tag>{t('rules.trial.facts', { n: done.found.facts })}</Tag>}
      </div>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      {done && done.of !== of && <Alert type="warning" showIcon title={t('rules.trial.stale')} />}
      {done && <Found found={done.found} />}
    </section>
  );
}

function Found({ found }: { found: RuleComparison }) {
  const sheets = useSheets(10);
  const { t, local } = useTexts();
  const differing = found.conclusions.reduce((sum, c) => sum + c.added + c.removed + c.changed, 0);
  if (found.conclusions.length === 0 && found.effects.length === 0) {
    return <Alert type="info" showIcon title={t('rules.trial.none')} />;
  }
  const labels = new Map(found.conclusions.map((c) => [c.type, local(c.label)]));
  const sides = [
    { title: t('rules.trial.before'), dataIndex: 'before', align: 'right' as const },
    { title: t('rules.trial.after'), dataIndex: 'after', align: 'right' as const },
  ];
  return (
    <>
      {differing === 0 && <Alert type="success" showIcon title={t('rules.trial.same')} />}
      <Table size="small" pagination={false} rowKey="type" dataSource={found.conclusions} scroll={{ x: true }}
        columns={[
          { title: t('rules.trial.type'), render: (_, change) => local(change.label) || change.type },
          ...sides,
          { title: t('rules.trial.added'), dataIndex: 'added', align: 'right' },
          { title: t('rules.trial.removed'), dataIndex: 'removed', align: 'right' },
          { title: t('rules.trial.changed'), dataIndex: 'changed', align: 'right' },
          ...(found.conclusions.some((c) => c.sums.length > 0)
            ? [{ title: t('rules.trial.sums'), render: (_: unknown, change: ConclusionChange) => <Sums change={change} /> }] : []),
        ]} />
      {found.effects.length > 0 && (
        <Table size="small" pagination={false} rowKey={(e) => `${e.verb} ${e.target}`} dataSource={found.effects} scroll={{ x: true }}
          columns={[{ title: t('rules.trial.effects'), render: (_, e) => `${e.verb} ${e.target}` }, ...sides]} />
      )}
      {found.differences.length > 0 && (
        <>
          <h2>{t('rules.trial.differences')}</h2>
          {found.differences.length < differing && <p className="quiet">{t('rules.trial.more', { n: found.differences.length })}</p>}
          <Table size="small" rowKey={(d) => `${d.type}/${d.key}`} dataSource={found.differences} scroll={{ x: true }}
            pagination={sheets}
            columns={[
              { title: t('rules.trial.type'), render: (_, d) => `${labels.get(d.type) ?? d.type} ${d.key}` },
              { title: t('rules.trial.before'), render: (_, d) => words(d.before, local) },
              { title: t('rules.trial.after'), render: (_, d) => words(d.after, local) },
            ]} />
        </>
      )}
    </>
  );
}

function Sums({ change }: { change: ConclusionChange }) {
  const { local, number } = useTexts();
  return change.sums.map((s) => <div key={s.field}>{local(s.label) || s.field}: {number(s.before)} → {number(s.after)}</div>);
}

function words(side: Conclusion | null | undefined, local: ReturnType<typeof useTexts>['local']) {
  return side ? local(side.reason) || JSON.stringify(side.fact) : '–';
}
