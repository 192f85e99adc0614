import { useState } from 'react';
import { Alert, App, Button, Input, Space, Table, Tag } from 'antd';
import { DeleteOutlined } from '@ant-design/icons';
import { api, changeShared } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { useKept } from '../controls/useKept';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts, type LocalText } from '../texts/TextsContext';

interface Connectors {
  strict: boolean;
  fixed: string[];
  own: string[];
  circuits: { authority: string; state: 'closed' | 'open' | 'halfOpen' }[];
  mail: { host?: string | null; port: number; from: string };
}

interface Report {
  outcome: string;
  milliseconds: number;
  words: LocalText;
  next?: LocalText;
}

const samples = { address: 'https://erp.example/ping', origin: 'https://erp.example:8443' };
const circuitColors = { closed: 'green', open: 'red', halfOpen: 'gold' } as const;

/** Where effects may go, how the ways are doing, and trying one. */
export function ConnectorsTab() {
  const query = useQuery('connectors', (signal) => api.get<Connectors>('/api/connectors', undefined, signal));
  return (
    <Loaded query={query}>
      {(known) => (
        <div className="stack">
          <Test />
          <Allowed known={known} onChanged={query.set} />
          <Circuits known={known} onReload={query.reload} />
        </div>
      )}
    </Loaded>
  );
}

function Test() {
  const { t, local } = useTexts();
  const [url = '', setUrl] = useKept<string>('connectors.test');
  const [report, setReport] = useState<{ url: string; found: Report }>();
  const action = useAction();
  const test = () => action.run(async () => setReport({ url, found: await api.post<Report>('/api/connectors/test', { url }) }));
  return (
    <section className="panel stack">
      <h2>{t('connectors.test')}</h2>
      <p className="quiet">{t('connectors.test.hint')}</p>
      <Space.Compact className="fill">
        <Input value={url} placeholder={samples.address} aria-label={t('webhooks.address')}
          onChange={(e) => setUrl(e.target.value || undefined)} onPressEnter={() => void test()} />
        <Button type="primary" loading={action.busy} disabled={!url.trim()} onClick={() => void test()}>{t('connectors.test.do')}</Button>
      </Space.Compact>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      {report && (
        <Alert showIcon type={report.found.next ? 'warning' : 'success'} title={`${report.url} · ${local(report.found.words)}`}
          description={local(report.found.next) || undefined} />
      )}
    </section>
  );
}

function Allowed({ known, onChanged }: { known: Connectors; onChanged: (known: Connectors) => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [origin = '', setOrigin] = useKept<string>('connectors.origin');
  const action = useAction();
  const set = (change: (own: string[]) => string[]) => action.run(async () => {
    onChanged(await changeShared<Connectors>('/api/connectors', '/api/connectors/allowed', ({ own }) => ({ origins: change(own) })));
    setOrigin(undefined);
    message.success(t('review.settings.saved'));
  });
  const add = () => set((own) => [...own.filter((o) => o !== origin.trim()), origin.trim()]);
  const rows = [...known.fixed.map((o) => ({ origin: o, own: false })), ...known.own.map((o) => ({ origin: o, own: true }))];
  return (
    <section className="panel stack">
      <h2>{t('connectors.allowed')}</h2>
      <p className="quiet">{t(known.strict ? 'connectors.strict' : 'connectors.open')}</p>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      <Table rowKey={(r) => `${r.own} ${r.origin}`} size="small" pagination={false} dataSource={rows}
        locale={{ emptyText: t('connectors.none') }} columns={[
          { title: t('connectors.origin'), key: 'origin', render: (_, r) => <span className="mono">{r.origin}</span> },
          { title: t('connectors.from'), key: 'own', responsive: ['md'],
            render: (_, r) => t(r.own ? 'connectors.own' : 'connectors.fixed') },
          { title: t('action.delete'), key: 'verb', width: 90, render: (_, r) => r.own && (
            <Button size="small" type="text" icon={<DeleteOutlined />} loading={action.busy}
              aria-label={`${t('action.delete')}: ${r.origin}`}
              onClick={() => void set((own) => own.filter((o) => o !== r.origin))} />
          ) },
        ]} />
      <Space.Compact className="fill">
        <Input value={origin} placeholder={samples.origin} aria-label={t('connectors.origin')}
          onChange={(e) => setOrigin(e.target.value || undefined)} onPressEnter={() => void add()} />
        <Button loading={action.busy} disabled={!origin.trim()} onClick={() => void add()}>
          {t('connectors.allow')}
        </Button>
      </Space.Compact>
    </section>
  );
}

function Circuits({ known, onReload }: { known: Connectors; onReload: () => void }) {
  const { t } = useTexts();
  const mail = known.mail.host
    ? t('connectors.mail', { host: `${known.mail.host}:${known.mail.port}`, from: known.mail.from })
    : t('connectors.mail.files');
  return (
    <section className="panel stack">
      <div className="row"><h2>{t('connectors.circuits')}</h2><Button size="small" onClick={onReload}>{t('action.refresh')}</Button></div>
      <p className="quiet">{t('connectors.circuits.hint')}</p>
      <Table rowKey="authority" size="small" pagination={false} dataSource={known.circuits} locale={{ emptyText: t('connectors.noCalls') }}
        columns={[
          { title: t('connectors.system'), dataIndex: 'authority' },
          { title: t('runs.state'), key: 'state', render: (_, c) => (
            <Tag color={circuitColors[c.state]}>{t(`connectors.circuit.${c.state}`)}</Tag>
          ) },
        ]} />
      <p>{mail}</p>
    </section>
  );
}
