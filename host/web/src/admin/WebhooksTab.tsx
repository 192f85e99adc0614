import { useState } from 'react';
import { App, Button, Form, Input, Popconfirm, Table, Tag } from 'antd';
import { Dialog } from '../controls/Dialog';
import { Link } from 'react-router';
import { api, segment } from '../api/client';
import { useAction, type Action } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { KeptForm } from '../controls/KeptForm';
import { Loaded } from '../controls/Loaded';
import { useCards } from '../controls/useCards';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useDefinitionNames } from '../runs/RunsPage';
import { dictionary, type TextKey } from '../texts/dictionary';
import { useSheets } from '../controls/useSheets';
import { useTexts } from '../texts/TextsContext';
import { OnceShown } from './OnceShown';

interface Endpoint {
  method: string;
  path: string;
  definitionId: string;
  secret?: string | null;
  authorize: boolean;
  roles: string[];
  mostAMinute?: number | null;
}

interface Secret {
  name: string;
  isThere: boolean;
  formerCounts: boolean;
}

interface Webhooks {
  endpoints: Endpoint[];
  secrets: Secret[];
}

/** What other systems call, and the secrets that they and we sign with. */
export function WebhooksTab() {
  const query = useQuery('webhooks', (signal) => api.get<Webhooks>('/api/webhooks', undefined, signal));
  return (
    <Loaded query={query}>
      {({ endpoints, secrets }) => (
        <div className="stack">
          <Secrets secrets={secrets} endpoints={endpoints} onChanged={query.reload} />
          <Endpoints endpoints={endpoints} />
        </div>
      )}
    </Loaded>
  );
}

function Secrets({ secrets, endpoints, onChanged }: { secrets: Secret[]; endpoints: Endpoint[]; onChanged: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [made, setMade] = useState<{ name: string; secret: string }>();
  const [adding, setAdding] = useState(false);
  const action = useAction();
  const usersOf = (secret: Secret) => endpoints.filter((e) => e.secret === secret.name);
  const rotate = (name: string) => action.run(async () => {
    setMade(await api.post<{ name: string; secret: string }>(`/api/webhooks/secrets/${segment(name)}/rotate`));
    setAdding(false);
    onChanged();
  });
  const end = (name: string) => action.run(async () => {
    await api.delete(`/api/webhooks/secrets/${segment(name)}/previous`);
    message.success(t('webhooks.ended'));
    onChanged();
  });
  return (
    <section className="stack">
      <h2>{t('webhooks.secrets')}</h2>
      <p className="quiet">{t('webhooks.secrets.hint')}</p>
      {!adding && <ProblemNotice problem={action.problem} onClose={action.clear} />}
      {made && <OnceShown label={t('webhooks.made', { name: made.name })} secret={made.secret} />}
      <div><Button type="primary" onClick={() => setAdding(true)}>{t('webhooks.add')}</Button></div>
      <Table<Secret> rowKey="name" size="middle" pagination={false} dataSource={secrets} locale={{ emptyText: t('webhooks.noSecrets') }}
        {...useCards<Secret>([
          { title: t('designer.name'), key: 'name', render: (_, s) => <span className="mono">{s.name}</span> },
          { title: t('runs.state'), key: 'state', render: (_, s) => <SecretState secret={s} /> },
          { title: t('webhooks.usedBy'), key: 'used', render: (_, s) => usersOf(s).length === 0 ? '—' : usersOf(s).map((e) => (
            <div key={e.method + e.path} className="mono">{e.method} {e.path}</div>
          )) },
          { title: t('runs.change'), key: 'verbs', render: (_, s) => (
            <div className="row">
              <Popconfirm title={t(s.isThere ? 'webhooks.rotate.ask' : 'webhooks.first.ask', { name: s.name })}
                okText={t('webhooks.rotate')} cancelText={t('action.cancel')} onConfirm={() => rotate(s.name)}>
                <Button size="small" loading={action.busy} aria-label={`${t('webhooks.rotate')}: ${s.name}`}>{t('webhooks.rotate')}</Button>
              </Popconfirm>
              {s.formerCounts && (
                <Popconfirm title={t('webhooks.end.ask', { name: s.name })} okText={t('webhooks.end')} cancelText={t('action.cancel')}
                  onConfirm={() => end(s.name)}>
                  <Button size="small" danger loading={action.busy} aria-label={`${t('webhooks.end')}: ${s.name}`}>
                    {t('webhooks.end')}
                  </Button>
                </Popconfirm>
              )}
            </div>
          ) },
        ])} />
      {adding && <NewSecret action={action} onMake={rotate} onClose={() => setAdding(false)} />}
    </section>
  );
}

function SecretState({ secret }: { secret: Secret }) {
  const { t } = useTexts();
  return (
    <>
      {secret.isThere ? <Tag color="green">{t('webhooks.there')}</Tag> : <Tag color="red">{t('webhooks.missing')}</Tag>}
      {secret.formerCounts && <Tag color="gold">{t('webhooks.both')}</Tag>}
    </>
  );
}

function NewSecret({ action, onMake, onClose }: { action: Action; onMake: (name: string) => Promise<boolean>; onClose: () => void }) {
  const { t } = useTexts();
  const [form] = Form.useForm<{ name: string }>();
  return (
    <Dialog title={t('webhooks.add')} okText={t('webhooks.add')} cancelText={t('action.cancel')} confirmLoading={action.busy}
      onOk={() => form.submit()} onClose={onClose}>
      <ProblemNotice problem={action.problem} />
      <KeptForm form={form} name="secret" onSend={({ name }) => onMake(name)}>
        <Form.Item name="name" label={t('designer.name')} extra={t('webhooks.name.hint')} rules={[
          { required: true, message: t('form.required') }, { pattern: /^[\w.-]{1,64}$/, message: t('webhooks.name.wrong') },
        ]}>
          <Input maxLength={64} autoFocus />
        </Form.Item>
      </KeptForm>
    </Dialog>
  );
}

function Endpoints({ endpoints }: { endpoints: Endpoint[] }) {
  const sheets = useSheets(20);
  const { t } = useTexts();
  const names = useDefinitionNames();
  const roleName = (role: string) => (`role.${role}` in dictionary ? t(`role.${role}` as TextKey) : role);
  const who = (e: Endpoint) => {
    if (e.secret) {
      return t('webhooks.who.signed', { name: e.secret });
    }
    if (!e.authorize) {
      return t('webhooks.who.all');
    }
    return e.roles.length > 0 ? t('webhooks.who.roles', { roles: e.roles.map(roleName).join(', ') }) : t('webhooks.who.account');
  };
  return (
    <section className="stack">
      <h2>{t('webhooks.endpoints')}</h2>
      <p className="quiet">{t('webhooks.endpoints.hint')}</p>
      <Table<Endpoint> rowKey={(e) => `${e.method} ${e.path}`} size="middle" pagination={sheets}
        dataSource={endpoints} locale={{ emptyText: t('webhooks.noEndpoints') }} {...useCards<Endpoint>([
          { title: t('webhooks.address'), key: 'path', render: (_, e) => <span className="mono">{e.method} {e.path}</span> },
          { title: t('runs.definition'), key: 'definition', render: (_, e) => (
            <Link to={`/designer/${segment(e.definitionId)}`}>{names.get(e.definitionId) ?? e.definitionId}</Link>
          ) },
          { title: t('webhooks.who'), key: 'who', render: (_, e) => who(e) },
          { title: t('webhooks.limit'), key: 'limit',
            render: (_, e) => (e.mostAMinute ? t('webhooks.perMinute', { n: e.mostAMinute }) : '—') },
        ])} />
    </section>
  );
}
