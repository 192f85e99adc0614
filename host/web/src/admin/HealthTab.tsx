import { Alert, Button } from 'antd';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { DataView } from '../controls/DataView';
import { useTexts } from '../texts/TextsContext';

interface Health {
  ready: boolean;
  details: Record<string, unknown>;
}

async function ask(signal: AbortSignal): Promise<Health> {
  const response = await fetch('/health/ready', { signal });
  const text = await response.text();
  const json = (response.headers.get('Content-Type') ?? '').includes('json');
  return { ready: response.ok, details: json ? (JSON.parse(text) as Record<string, unknown>) : { status: text.slice(0, 200) } };
}

/** Whether the product can take work, by the same question that a load balancer asks. */
export function HealthTab() {
  const { t } = useTexts();
  const query = useQuery('health', ask);
  useLive(query.reload, [], 10);
  const good = query.data?.ready === true;
  return (
    <div className="stack">
      {query.problem && <Alert type="error" showIcon title={t('problem.unreachable')} />}
      {query.data && <Alert type={good ? 'success' : 'error'} showIcon title={t(good ? 'health.good' : 'health.bad')} />}
      {query.data && <div className="panel"><DataView data={query.data.details} /></div>}
      <div><Button onClick={query.reload}>{t('action.refresh')}</Button></div>
    </div>
  );
}
