import { Empty } from 'antd';
import type { Finding } from '../api/problem';
import '../code/findings.css';
import { SeveritySign } from '../code/SeveritySign';
import { useTexts } from '../texts/TextsContext';

export function FindingList({ findings, onPlace }: { findings: Finding[]; onPlace: (line: number, column: number) => void }) {
  const { t, local } = useTexts();
  if (findings.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('designer.noProblems')} />;
  }
  return (
    <ul className="findings">
      {findings.map((f, i) => (
        <li key={i}>
          <SeveritySign of={f.severity} />
          <button type="button" className="finding" onClick={() => onPlace(f.place?.line ?? 1, f.place?.column ?? 1)}>
            <span>{local(f.message)}</span>
            {f.nextStep && <span className="quiet">{local(f.nextStep)}</span>}
            <span className="quiet mono">{t('rules.place', { line: f.place?.line ?? 1, column: f.place?.column ?? 1 })} · {f.code}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
