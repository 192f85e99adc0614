import { useEffect, useState } from 'react';
import { Alert, Spin } from 'antd';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { asProblem } from '../api/problem';
import { Dialog } from '../controls/Dialog';
import { Overtaken, type OtherChange } from '../controls/Overtaken';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { rules, type RuleFigures, type RuleTestReport } from './server';
import { TrialPanel } from './TrialPanel';

interface Props {
  name: string;
  /** The figures to put in force; null follows the file again. */
  values: Record<string, unknown>;
  /** What changes, as people say it. */
  changes: OtherChange[];
  send: () => Promise<void>;
  /** What somebody else has put in force since, and what becomes of one's own then. */
  theirsIn: (now: RuleFigures) => OtherChange[];
  onTheirs: (now: RuleFigures) => void;
  onMine: (now: RuleFigures) => void;
  onClose: () => void;
}

// What comes in while one looks must not move the button under the hand.
const still = { height: 'min(60vh, 520px)', overflow: 'auto' };

/** Before figures hold: what changes, what the tests of the file say with them, and what would be concluded otherwise. */
export function PutInForce({ name, values, changes, send, theirsIn, onTheirs, onMine, onClose }: Props) {
  const { t } = useTexts();
  const action = useAction();
  const [theirs, setTheirs] = useState<RuleFigures>();
  const tests = useQuery(`tests/${name}/${JSON.stringify(values)}`, (signal) => rules.testFigures(name, values, signal));
  const fails = (tests.data?.failed ?? 0) > 0;
  const go = () => action.run(async () => {
    try {
      await send();
      onClose();
    } catch (fault) {
      if (!asProblem(fault).isOvertaken) {
        throw fault;
      }
      setTheirs(await rules.parameters(name));
    }
  });
  const settle = (take: (now: RuleFigures) => void) => {
    take(theirs!);
    setTheirs(undefined);
  };
  useEffect(() => {
    if (changes.length === 0) {
      onClose();
    }
  });
  return (
    <Dialog keeps width={760} styles={{ body: still }} title={t('rules.force.title')}
      okText={t(fails ? 'rules.force.anyway' : 'rules.putInForce')} onClose={onClose}
      onOk={() => void go()} confirmLoading={action.busy} okButtonProps={{ danger: fails, disabled: !tests.data || theirs !== undefined }}>
      <div className="stack">
        <ProblemNotice problem={action.problem} />
        {theirs && <Overtaken changes={theirsIn(theirs)} onTheirs={() => settle(onTheirs)} onMine={() => settle(onMine)} />}
        <ul className="plain">
          {changes.map((c) => <li key={c.name}>{c.name}: {c.before} → <strong>{c.now}</strong></li>)}
        </ul>
        <ProblemNotice problem={tests.problem} onRetry={tests.reload} />
        {tests.data ? <Tested report={tests.data} /> : tests.loading && <Spin aria-label={t('state.loading')} />}
        <TrialPanel name={name} trial={{ parameters: values }} hint={t('rules.trial.figuresHint')} at="once" />
        <p className="quiet">{t('rules.force.back')}</p>
      </div>
    </Dialog>
  );
}

/** What the tests that stand in the file say with the figures: one that says otherwise shows where they tell. */
function Tested({ report: { passed, failed, results } }: { report: RuleTestReport }) {
  const { t, local } = useTexts();
  if (results.length === 0) {
    return <Alert type="info" showIcon title={t('rules.noTests')} />;
  }
  if (failed === 0) {
    return <Alert type="success" showIcon title={t('rules.force.pass', { n: passed })} />;
  }
  return (
    <Alert type="warning" showIcon title={t('rules.force.fail', { n: failed, of: results.length })} description={(
      <ul className="problem-list">
        {results.filter((r) => !r.passed).slice(0, 10).map((r, i) => (
          <li key={i}>{local(r.name)} <span className="quiet">{r.failures.map((f) => local(f.message)).join(' ')}</span></li>
        ))}
      </ul>
    )} />
  );
}
