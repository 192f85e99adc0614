import { Alert, Button } from 'antd';
import { CheckCircleFilled, CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { useTexts, type LocalText } from '../texts/TextsContext';

type Level = 'good' | 'watch' | 'bad';

interface Figure {
  name: string;
  level: Level;
  words: LocalText;
  next?: LocalText;
  page?: string | null;
}

interface Report {
  level: Level;
  since: string;
  items: Figure[];
}

const signs = {
  good: <CheckCircleFilled className="good" />, watch: <WarningFilled className="warn" />, bad: <CloseCircleFilled className="bad" />,
};
const kinds = { good: 'success', watch: 'warning', bad: 'error' } as const;

/** How the product is doing, in words; what needs attention says what to do. */
export function HealthTab() {
  const { t, local, dateTime } = useTexts();
  const query = useQuery('health', (signal) => api.get<Report>('/api/system/health', undefined, signal));
  useLive(query.reload, [{ kind: 'runs' }], 10);
  return (
    <Loaded query={query}>
      {(report) => (
        <div className="stack">
          <Alert type={kinds[report.level]} showIcon title={t(`health.${report.level}`)} />
          <ul className="findings panel">
            {report.items.map((f) => (
              <li key={f.name}>
                <span role="img" aria-label={t(`health.level.${f.level}`)} title={t(`health.level.${f.level}`)}>{signs[f.level]}</span>
                <div>
                  <div>
                    {local(f.words)} {f.page && <Link to={f.page} style={{ textDecoration: 'underline' }}>{t('health.look')}</Link>}
                  </div>
                  {f.level !== 'good' && f.next && <div className="quiet">{local(f.next)}</div>}
                </div>
              </li>
            ))}
          </ul>
          <div className="row">
            <Button onClick={query.reload}>{t('action.refresh')}</Button>
            <span className="quiet">{t('health.since', { at: dateTime(report.since) })}</span>
          </div>
        </div>
      )}
    </Loaded>
  );
}
