import { App, Button, Segmented, Tag, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { api, segment, type Page } from '../api/client';
import { useAction } from '../api/useAction';
import { useLive } from '../api/useLive';
import { useSession } from '../app/session';
import { DataView } from '../controls/DataView';
import { PagedTable } from '../controls/PagedTable';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useFilters } from '../controls/useFilters';
import { usePages } from '../controls/usePages';
import { useTexts } from '../texts/TextsContext';

/** Something to be done to the outside world that is decided and not yet confirmed. */
interface Effect {
  id: string;
  runId: string;
  kind: string;
  idempotencyKey: string;
  payload: unknown;
  createdAt: string;
  attempts: number;
  nextAttemptAt: string;
  dead: boolean;
  lastError?: string | null;
}

export function OutboxPage() {
  const { t, dateTime } = useTexts();
  const { may } = useSession();
  const { message } = App.useApp();
  const [filter, setFilter] = useFilters();
  const action = useAction();
  const dead = filter('state') === 'dead' ? 'true' : undefined;
  const pages = usePages<Effect>(`outbox/${dead}`, (skip, signal) => api.get<Page<Effect>>('/api/outbox', { dead, skip }, signal));
  useLive(pages.reload, [{ kind: 'runs' }], 15);
  const resend = (effect: Effect) => action.run(async () => {
    await api.post(`/api/outbox/${segment(effect.id)}/resend`);
    message.success(t('outbox.sent'));
    pages.reload();
  });
  const columns: TableColumnsType<Effect> = [
    { title: t('outbox.kind'), key: 'kind', render: (_, e) => <>{e.kind} {e.dead && <Tag color="red">{t('outbox.dead')}</Tag>}</> },
    { title: t('runs.run'), key: 'run', render: (_, e) => <Link to={`/runs/${segment(e.runId)}`}>{e.runId}</Link> },
    { title: t('outbox.attempts'), key: 'attempts', render: (_, e) => e.attempts },
    { title: t('outbox.next'), key: 'next', render: (_, e) => (e.dead ? '—' : dateTime(e.nextAttemptAt)) },
    { title: t('outbox.error'), key: 'error', render: (_, e) => <span className="cut">{e.lastError ?? ''}</span> },
    { title: t('outbox.resend'), key: 'verb', render: (_, e) => may('resendEffects') && (
      <Button size="small" loading={action.busy} onClick={() => void resend(e)} aria-label={`${t('outbox.resend')}: ${e.id}`}>
        {t('outbox.resend')}</Button>
    ) },
  ];
  return (
    <PageFrame title={t('nav.outbox')} hint={t('outbox.hint')}>
      <div className="filters">
        <Segmented
          value={dead ? 'dead' : 'all'}
          onChange={(v) => setFilter({ state: v === 'dead' ? 'dead' : undefined })}
          aria-label={t('runs.state')}
          options={[
            { value: 'all', label: t('outbox.all') },
            { value: 'dead', label: t('outbox.dead') },
          ]}
        />
      </div>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      <PagedTable
        pages={pages}
        columns={columns}
        rowKey="id"
        empty={t('outbox.none')}
        cards
        expanded={(e) => (
          <DataView
            data={{
              [t('outbox.key')]: e.idempotencyKey,
              ...(typeof e.payload === 'object' && e.payload ? e.payload : { payload: e.payload }),
            }}
          />
        )}
      />
    </PageFrame>
  );
}
