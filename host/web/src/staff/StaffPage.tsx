import { useState } from 'react';
import { Button, Empty, Table, Tabs, Tag, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { useFilters } from '../controls/useFilters';
import { dictionary, type TextKey } from '../texts/dictionary';
import { SearchInput } from '../controls/SearchInput';
import { useSheets } from '../controls/useSheets';
import { useTexts } from '../texts/TextsContext';
import { DepartmentPanel } from './DepartmentPanel';
import { nameOf, staff, type Person, type Team } from './server';
import { SetUpDialog } from './SetUpDialog';
import { postName, skillName } from './words';
import './staff.css';

/** Departments and their posts, what is open, and the people. */
export function StaffPage() {
  const { t } = useTexts();
  const { may } = useSession();
  const [filter, setFilter] = useFilters();
  const [asking, setAsking] = useState(false);
  const query = useQuery('staff', (signal) => staff.team(signal));
  useLive(query.reload, [{ kind: 'facts' }], 60);
  return (
    <PageFrame title={t('nav.staff')} hint={t('staff.hint')}
      actions={may('startRuns') && <Button onClick={() => setAsking(true)}>{t('staff.setUp')}</Button>}>
      <Loaded query={query}>{(team) => (
        <>
          <Tabs activeKey={filter('tab') || 'posts'} onChange={(tab) => setFilter({ tab })} items={[
            { key: 'posts', label: t('staff.posts'), children: <Departments team={team} /> },
            { key: 'open', label: t('staff.openPosts', { n: openOf(team).length }), children: <OpenPosts team={team} /> },
            { key: 'people', label: t('staff.people', { n: team.people.length }), children: <People team={team} /> },
            { key: 'setups', label: t('staff.setups'), children: <SetUps team={team} /> },
          ]} />
          {asking && <SetUpDialog departments={team.departments.map((d) => d.name)} onClose={() => setAsking(false)}
            onDone={query.reload} />}
        </>
      )}</Loaded>
    </PageFrame>
  );
}

const openOf = (team: Team) =>
  team.departments.flatMap((d) => d.posts.filter((p) => p.open > 0).map((post) => ({ ...post, department: d.name })));

function Departments({ team }: { team: Team }) {
  const { t } = useTexts();
  if (team.departments.length === 0) {
    return <Empty description={t('staff.none')} />;
  }
  return <div className="stack">{team.departments.map((d) => <DepartmentPanel key={d.name} department={d} people={team.people} />)}</div>;
}

type OpenPost = ReturnType<typeof openOf>[number];

function OpenPosts({ team }: { team: Team }) {
  const texts = useTexts();
  const { t } = texts;
  const columns: TableColumnsType<OpenPost> = [
    { title: t('pay.department'), dataIndex: 'department', responsive: ['sm'] },
    { title: t('pay.post'), key: 'post', render: (_, p) => postName(p.name, texts) },
    { title: t('staff.headcount'), dataIndex: 'headcount', align: 'right' },
    { title: t('staff.open'), key: 'open', align: 'right', render: (_, p) => <strong className="warn">{p.open}</strong> },
    { title: t('staff.candidates'), key: 'fit', render: (_, p) => p.candidates.map((id) => nameOf(team.people, id)).join(', ') || '—' },
  ];
  return <Table<OpenPost> rowKey={(p) => `${p.department}/${p.name}`} size="middle" columns={columns} dataSource={openOf(team)}
    pagination={false} locale={{ emptyText: t('staff.noOpen') }} />;
}

function People({ team }: { team: Team }) {
  const sheets = useSheets(50);
  const texts = useTexts();
  const { t, date } = texts;
  const { may } = useSession();
  const [filter, setFilter] = useFilters();
  const wanted = filter('text').trim().toLowerCase();
  const shown = team.people.filter((p) =>
    [p.id, p.name, p.department, p.post, postName(p.post, texts)].some((x) => x?.toLowerCase().includes(wanted)));
  const columns: TableColumnsType<Person> = [
    { title: t('pay.person'), key: 'name', render: (_, p) => (may('readPay')
      ? <Link to={`/pay/${lastMonth()}/${segment(p.id)}`}>{p.name ? `${p.name} (${p.id})` : p.id}</Link> : nameOf(team.people, p.id)) },
    { title: t('pay.department'), key: 'department', responsive: ['md'], render: (_, p) => p.department ?? '—' },
    { title: t('pay.post'), key: 'post', render: (_, p) => (
      <>{postName(p.post, texts)}{p.appointedAt && <div className="quiet">{t('staff.appointed', { at: date(p.appointedAt) })}</div>}</>
    ) },
    { title: t('definitions.state'), key: 'status', render: (_, p) => <StatusTag status={p.status} /> },
    { title: t('staff.hired'), key: 'hired', responsive: ['lg'], render: (_, p) => date(p.hiredOn) },
    { title: t('staff.skills'), key: 'skills', responsive: ['md'],
      render: (_, p) => p.skills.map((s) => skillName(s, texts)).join(', ') || '—' },
  ];
  return (
    <>
      <div className="filters">
        <SearchInput className="search" value={filter('text')} onChange={(e) => setFilter({ text: e.target.value })}
          placeholder={t('action.search')} aria-label={t('action.search')} />
      </div>
      <Table<Person> rowKey="id" size="middle" columns={columns} dataSource={shown} pagination={sheets}
        locale={{ emptyText: t(wanted ? 'staff.nobodyFound' : 'staff.nobody') }} />
    </>
  );
}

const lastMonth = () => {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1)).toISOString().slice(0, 7);
};

function StatusTag({ status }: { status: string | null | undefined }) {
  const { t } = useTexts();
  const key = `staff.status.${status}` as TextKey;
  return status ? <Tag color={status === 'regular' ? 'green' : 'gold'}>{key in dictionary ? t(key) : status}</Tag> : <>—</>;
}

function SetUps({ team }: { team: Team }) {
  const { t, number } = useTexts();
  const { may } = useSession();
  const word = (state: string | null | undefined) => {
    const key = `staff.state.${state}` as TextKey;
    return key in dictionary ? t(key) : state ?? '—';
  };
  return (
    <Table rowKey="id" size="middle" dataSource={team.setups} pagination={false} locale={{ emptyText: t('staff.noSetups') }} columns={[
      { title: t('staff.wanted'), key: 'departments', render: (_, s) => s.departments.join('、') || t('staff.all') },
      { title: t('staff.sponsor'), key: 'sponsor', render: (_, s) => s.sponsor || '—' },
      { title: t('definitions.state'), key: 'state',
        render: (_, s) => <Tag color={s.state === 'running' ? 'gold' : undefined}>{word(s.state)}</Tag> },
      { title: t('staff.open'), key: 'open', align: 'right', render: (_, s) => (s.state === 'running' ? '—' : number(s.open, 0)) },
      { title: t('runs.run'), key: 'run',
        render: (_, s) => may('readRuns') && <Link to={`/runs/${segment(s.id)}`}>{t('staff.seeRun')}</Link> },
    ]} />
  );
}
