import { useState } from 'react';
import { App, Button, Form, Input, Popconfirm, Select, Table, Tag, type TableColumnsType } from 'antd';
import { Dialog } from '../controls/Dialog';
import { api, segment, type Page } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { useSession, type Role } from '../app/session';
import { KeptForm } from '../controls/KeptForm';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useCards } from '../controls/useCards';
import { useTexts } from '../texts/TextsContext';
import { OnceShown } from './OnceShown';
import { roles } from './roles';

interface Account {
  user: string;
  displayName?: string | null;
  roles: Role[];
  staffId?: string | null;
  mustChangePassword: boolean;
  lockedUntil?: string | null;
}

interface Entry {
  user: string;
  displayName?: string;
  roles: Role[];
  staffId?: string;
  password?: string;
}

function useColumns(onEdit: (account: Account) => void, onRemove: (user: string) => void): TableColumnsType<Account> {
  const { t, dateTime } = useTexts();
  const { me } = useSession();
  return [
    { title: t('signIn.user'), dataIndex: 'user' },
    { title: t('admin.displayName'), key: 'name', render: (_, a) => a.displayName ?? '—' },
    { title: t('admin.roles'), key: 'roles', render: (_, a) => a.roles.map((r) => <Tag key={r}>{t(`role.${r}`)}</Tag>) },
    { title: t('admin.staffId'), key: 'staff', render: (_, a) => a.staffId ?? '—' },
    {
      title: t('runs.state'),
      key: 'state',
      render: (_, a) => (
        <>
          {a.lockedUntil && <Tag color="red">{t('admin.locked', { at: dateTime(a.lockedUntil) })}</Tag>}
          {a.mustChangePassword && <Tag color="gold">{t('admin.mustChange')}</Tag>}
        </>
      ),
    },
    {
      title: t('runs.change'),
      key: 'verbs',
      render: (_, a) => (
        <div className="row">
          <Button size="small" onClick={() => onEdit(a)} aria-label={`${t('runs.change')}: ${a.user}`}>
            {t('runs.change')}
          </Button>
          {a.user !== me.user && (
            <Popconfirm
              title={t('admin.user.remove.ask', { user: a.user })}
              okText={t('action.delete')}
              cancelText={t('action.cancel')}
              onConfirm={() => onRemove(a.user)}
            >
              <Button size="small" danger aria-label={`${t('action.delete')}: ${a.user}`}>
                {t('action.delete')}
              </Button>
            </Popconfirm>
          )}
        </div>
      ),
    },
  ];
}

export function UsersTab() {
  const { t } = useTexts();
  const query = useQuery('users', (signal) => api.get<Page<Account>>('/api/users', undefined, signal));
  const [edited, setEdited] = useState<Account | 'new'>();
  const action = useAction();
  const remove = (user: string) => action.run(async () => {
    await api.delete(`/api/users/${segment(user)}`);
    query.reload();
  });
  const shown = useCards(useColumns(setEdited, remove));
  return (
    <div className="stack">
      <ProblemNotice problem={query.problem ?? action.problem} onRetry={query.reload} />
      <div>
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('admin.user.add')}
        </Button>
      </div>
      <Table<Account>
        rowKey="user"
        size="middle"
        dataSource={query.data?.items ?? []}
        loading={query.loading && !query.problem}
        pagination={false}
        {...shown}
      />
      {edited && (
        <UserDialog account={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} onDone={query.reload} />
      )}
    </div>
  );
}

const startOf = (account: Account | undefined): Partial<Entry> => ({
  user: account?.user, displayName: account?.displayName ?? undefined, roles: account?.roles ?? ['staff'],
  staffId: account?.staffId ?? undefined,
});

function UserDialog({ account, onClose, onDone }: { account?: Account; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entry>();
  const [made, setMade] = useState<string>();
  const action = useAction();
  const save = async ({ user, ...entry }: Entry) => {
    const given = Object.fromEntries(Object.entries(entry).filter(([, v]) => v !== undefined && v !== ''));
    const done = await action.run(async () => {
      const answer = account
        ? await api.put<{ password?: string }>(`/api/users/${segment(account.user)}`, given)
        : await api.post<{ password?: string }>('/api/users', { user, ...given });
      setMade(account ? undefined : (answer.password ?? undefined));
      onDone();
      if (account || !answer.password) {
        onClose();
      }
    });
    if (done) {
      message.success(t('admin.user.saved'));
    }
    return done;
  };
  return (
    <Dialog keeps={made !== undefined} title={t(account ? 'admin.user.change' : 'admin.user.add')} okText={t('action.save')}
      cancelText={t('action.close')} confirmLoading={action.busy} okButtonProps={{ disabled: made !== undefined }}
      onOk={() => form.submit()} onClose={onClose}>
      <ProblemNotice problem={action.problem} />
      {made && <OnceShown label={t('admin.user.password')} secret={made} />}
      <KeptForm form={form} name="account" of={account?.user} initialValues={startOf(account)} secret={['password']} onSend={save}>
        <UserFields isNew={account === undefined} />
      </KeptForm>
    </Dialog>
  );
}

function UserFields({ isNew }: { isNew: boolean }) {
  const { t } = useTexts();
  return (
    <>
      <Form.Item name="user" label={t('signIn.user')} rules={[{ required: true, message: t('form.required') }]}>
        <Input disabled={!isNew} autoComplete="off" />
      </Form.Item>
      <Form.Item name="displayName" label={t('admin.displayName')}><Input /></Form.Item>
      <Form.Item name="roles" label={t('admin.roles')} rules={[{ required: true, message: t('form.required') }]}>
        <Select mode="multiple" options={roles.map((r) => ({ value: r, label: t(`role.${r}`) }))} />
      </Form.Item>
      <Form.Item name="staffId" label={t('admin.staffId')} extra={t('admin.staffId.hint')}><Input /></Form.Item>
      <Form.Item name="password" label={t('signIn.password')} extra={t(isNew ? 'admin.password.made' : 'admin.password.reset')}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
