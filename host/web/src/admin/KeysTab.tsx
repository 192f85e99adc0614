import { useState } from 'react';
import { Button, Form, Input, InputNumber, Popconfirm, Select, Table, Tag } from 'antd';
import { Dialog } from '../controls/Dialog';
import { api, segment, type Page } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { useSession, type Role } from '../app/session';
import { KeptForm } from '../controls/KeptForm';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useCards } from '../controls/useCards';
import { useTexts } from '../texts/TextsContext';
import { daysLeft, soon } from './expiry';
import { OnceShown } from './OnceShown';

interface Key {
  id: string;
  name: string;
  roles: Role[];
  createdBy: string;
  createdAt: string;
  expiresAt: string;
}

interface Entry {
  name: string;
  roles: Role[];
  expiresInDays: number;
}

/** Keys for programs: made here, shown once, removed at once. */
export function KeysTab() {
  const { t, dateTime } = useTexts();
  const query = useQuery('keys', (signal) => api.get<Page<Key>>('/api/keys', undefined, signal));
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<string>();
  const action = useAction();
  const remove = (id: string) => action.run(async () => {
    await api.delete(`/api/keys/${segment(id)}`);
    query.reload();
  });
  return (
    <div className="stack">
      <ProblemNotice problem={query.problem ?? action.problem} onRetry={query.reload} />
      {made && <OnceShown label={t('admin.key.made')} secret={made} />}
      <div>
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('admin.key.add')}
        </Button>
      </div>
      <Table<Key>
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={query.data?.items ?? []}
        loading={query.loading && !query.problem}
        locale={{ emptyText: t('admin.key.none') }}
        {...useCards<Key>([
          { title: t('designer.name'), dataIndex: 'name' },
          { title: t('admin.roles'), key: 'roles', render: (_, k) => k.roles.map((r) => <Tag key={r}>{t(`role.${r}`)}</Tag>) },
          { title: t('admin.key.by'), key: 'by', render: (_, k) => `${k.createdBy}, ${dateTime(k.createdAt)}` },
          { title: t('admin.key.until'), key: 'until', render: (_, k) => (
            <>{dateTime(k.expiresAt)} <Expiry at={k.expiresAt} /></>) },
          {
            title: t('action.delete'),
            key: 'verbs',
            render: (_, k) => (
              <Popconfirm
                title={t('admin.key.remove.ask')}
                okText={t('action.delete')}
                cancelText={t('action.cancel')}
                onConfirm={() => remove(k.id)}
              >
                <Button size="small" danger aria-label={`${t('action.delete')}: ${k.name}`}>
                  {t('action.delete')}
                </Button>
              </Popconfirm>
            ),
          },
        ])}
      />
      {open && (
        <KeyDialog
          onClose={() => setOpen(false)}
          onMade={(key) => {
            setMade(key);
            setOpen(false);
            query.reload();
          }}
        />
      )}
    </div>
  );
}

/** A key that programs are refused with, or soon will be. */
function Expiry({ at }: { at: string }) {
  const { t } = useTexts();
  const left = daysLeft(at, Date.now());
  return left <= 0 ? <Tag color="red">{t('admin.key.expired')}</Tag>
    : left <= soon ? <Tag color="gold">{t('admin.key.left', { n: left })}</Tag> : null;
}

function KeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const { t } = useTexts();
  const { me } = useSession();
  const [form] = Form.useForm<Entry>();
  const action = useAction();
  const make = (entry: Entry) => action.run(async () => onMade((await api.post<{ key: string }>('/api/keys', entry)).key));
  const needed = { required: true, message: t('form.required') };
  return (
    <Dialog
      title={t('admin.key.add')}
      okText={t('admin.key.add')}
      cancelText={t('action.cancel')}
      confirmLoading={action.busy}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <ProblemNotice problem={action.problem} />
      <KeptForm form={form} name="key" initialValues={{ expiresInDays: 90 }} onSend={make}>
        <Form.Item name="name" label={t('designer.name')} rules={[needed]}>
          <Input maxLength={64} autoFocus />
        </Form.Item>
        <Form.Item name="roles" label={t('admin.roles')} rules={[needed]} extra={t('admin.key.roles')}>
          <Select mode="multiple" options={me.roles.map((r) => ({ value: r, label: t(`role.${r}`) }))} />
        </Form.Item>
        <Form.Item name="expiresInDays" label={t('admin.key.days')} rules={[needed]}>
          <InputNumber min={1} max={400} precision={0} />
        </Form.Item>
      </KeptForm>
    </Dialog>
  );
}
