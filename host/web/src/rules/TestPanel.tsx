import { useState } from 'react';
import { Button, Empty, Tag } from 'antd';
import { CaretRightOutlined, CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useAction } from '../api/useAction';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { rules, type RuleTestReport } from './server';

interface Props {
  name: string;
  text: string;
  onPlace: (line: number) => void;
}

/** The tests of a file against the text as it stands, saved or not. */
export function TestPanel({ name, text, onPlace }: Props) {
  const { t, local } = useTexts();
  const [report, setReport] = useState<RuleTestReport>();
  const action = useAction();
  const run = () => action.run(async () => setReport(await rules.test(name, text)));
  return (
    <div className="stack">
      <div className="row">
        <Button type="primary" icon={<CaretRightOutlined />} loading={action.busy} onClick={() => void run()}>{t('rules.runTests')}</Button>
        {report && <Tag color="green">{t('rules.passed', { n: report.passed })}</Tag>}
        {report && report.failed > 0 && <Tag color="red">{t('rules.failed', { n: report.failed })}</Tag>}
      </div>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      {report?.results.length === 0 && <Empty description={t('rules.noTests')} />}
      <ul className="findings">
        {report?.results.map((r, i) => (
          <li key={i}>
            {r.passed ? <CheckCircleFilled className="good" aria-label={t('rules.test.passed')} />
              : <CloseCircleFilled className="bad" aria-label={t('rules.test.failed')} />}
            <button type="button" className="finding" onClick={() => onPlace(r.place?.line ?? 1)}>
              <span>{local(r.name)}</span>
              {r.failures.map((f, n) => <span key={n} className="quiet">{local(f.message)} {local(f.nextStep)}</span>)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
