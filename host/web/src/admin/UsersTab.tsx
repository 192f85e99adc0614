import { useRef, useState } from 'react';
import { App, Button, Form, Input, Popconfirm, Select, Table, Tag, type TableColumnsType } from 'antd';
import { Dialog } from '../controls/Dialog';
import { api, ask, segment, type Page } from '../api/client';
import { asProblem } from '../api/problem';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { useSession, type Role } from '../app/session';
import { KeptForm } from '../controls/KeptForm';
import { Overtaken, type OtherChange } from '../controls/Overtaken';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useCards } from '../controls/useCards';
import { keep } from '../controls/useKept';
import { useTexts, type Texts } from '../texts/TextsContext';
import { OnceShown } from './OnceShown';
import { roles } from './roles';

interface Account {
  user: string;
  displayName?: string | null;
  roles: Role[];
  staffId?: string | null;
  mustChangePassword: boolean;
  lockedUntil?: string | null;
  etag: string;
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
          {!a.lockedUntil && !a.mustChangePassword && <span className="quiet">{t('admin.active')}</span>}
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

const users = async () => (await api.get<Page<Account>>('/api/users')).items;

/** What of an account is typed otherwise than it was read; what is empty now is taken away. */
function changesOf(account: Account, { user: _, password, ...typed }: Entry): Partial<Entry> {
  const before = startOf(account) as Record<string, unknown>;
  const changed = Object.entries(typed).filter(([key, value]) => JSON.stringify(value || '') !== JSON.stringify(before[key] ?? ''));
  return { ...Object.fromEntries(changed.map(([key, value]) => [key, value ?? ''])), ...(password && { password }) };
}

/** Saves over the account that one has seen; gives what somebody else has made of it meanwhile. */
async function saveOver(seen: Account, entry: Entry): Promise<Account | undefined> {
  try {
    await ask('PUT', `/api/users/${segment(seen.user)}`, changesOf(seen, entry), { etag: seen.etag });
    return undefined;
  } catch (fault) {
    const theirs = asProblem(fault).isOvertaken ? (await users()).find(({ user }) => user === seen.user) : undefined;
    if (!theirs) {
      throw fault;
    }
    return theirs;
  }
}

/** What another administrator has made of an account. */
function otherChanges(before: Account, now: Account, { t }: Texts): OtherChange[] {
  const said = (a: Account) => [a.displayName || '—', a.roles.map((role) => t(`role.${role}`)).join(', '), a.staffId || '—'];
  const [was, is] = [said(before), said(now)];
  return [t('admin.displayName'), t('admin.roles'), t('admin.staffId')]
    .map((name, i) => ({ name, before: was[i], now: is[i] })).filter((change) => change.before !== change.now);
}

function UserDialog({ account, onClose, onDone }: { account?: Account; onClose: () => void; onDone: () => void }) {
  const texts = useTexts();
  const { t } = texts;
  const { message } = App.useApp();
  const [form] = Form.useForm<Entry>();
  const [made, setMade] = useState<string>();
  const seen = useRef(account);
  const [round, setRound] = useState(0);
  const [theirs, setTheirs] = useState<Account>();
  const action = useAction();
  const save = async (entry: Entry) => {
    const over = seen.current;
    let done = false;
    await action.run(async () => {
      const other = over && await saveOver(over, entry);
      setTheirs(other);
      if (other) {
        return;
      }
      const { user, ...given } = entry;
      const { password } = over ? {} : await api.post<{ password?: string }>('/api/users', { user, ...filled(given) });
      done = true;
      setMade(password);
      onDone();
      message.success(t('admin.user.saved'));
      if (!password) {
        onClose();
      }
    });
    return done;
  };
  const goOn = (from: Account | undefined) => {
    seen.current = from;
    setTheirs(undefined);
  };
  const takeTheirs = () => {
    keep(`form.account.${account?.user}`, undefined);
    form.setFieldsValue(startOf(theirs));
    setRound(round + 1);
    goOn(theirs);
  };
  // What one has not touched is theirs.
  const saveMine = () => {
    const typed = form.getFieldsValue();
    const mine = Object.keys(changesOf(seen.current!, typed));
    form.setFieldsValue({ ...startOf(theirs), ...Object.fromEntries(Object.entries(typed).filter(([key]) => mine.includes(key))) });
    goOn(theirs);
    form.submit();
  };
  return (
    <Dialog keeps={made !== undefined} title={t(account ? 'admin.user.change' : 'admin.user.add')} okText={t('action.save')}
      cancelText={t('action.close')} confirmLoading={action.busy} okButtonProps={{ disabled: made !== undefined || theirs !== undefined }}
      onOk={() => form.submit()} onClose={onClose}>
      <ProblemNotice problem={action.problem} />
      {seen.current && theirs && <Overtaken changes={otherChanges(seen.current, theirs, texts)} onTheirs={takeTheirs} onMine={saveMine} />}
      {made && <OnceShown label={t('admin.user.password')} secret={made} />}
      <KeptForm key={round} form={form} name="account" of={account?.user} initialValues={startOf(seen.current)} secret={['password']}
        onSend={(entry) => save(entry)}>
        <UserFields isNew={account === undefined} />
      </KeptForm>
    </Dialog>
  );
}

const filled = (entry: Omit<Entry, 'user'>) => Object.fromEntries(Object.entries(entry).filter(([, v]) => v !== undefined && v !== ''));

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
