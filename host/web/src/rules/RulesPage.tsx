import { useState } from 'react';
import { Button, Form, Input, Table, Tag, type TableColumnsType } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { Link, useNavigate } from 'react-router';
import { segment } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { Dialog } from '../controls/Dialog';
import { KeptForm } from '../controls/KeptForm';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { stateTexts } from '../designer/states';
import { actorName } from '../runs/actors';
import { SearchInput } from '../controls/SearchInput';
import { useFilters } from '../controls/useFilters';
import { useTexts } from '../texts/TextsContext';
import { rules, type RuleSetSummary } from './server';

const namePattern = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;

export function RulesPage() {
  const { t, local, dateTime } = useTexts();
  const { may } = useSession();
  const list = useQuery('rules', (signal) => rules.list(signal));
  const [filter, setFilter] = useFilters();
  const wanted = filter('text').trim().toLowerCase();
  const all = list.data?.items ?? [];
  const shown = all.filter((r) => `${r.name} ${local(r.label)}`.toLowerCase().includes(wanted));
  const columns: TableColumnsType<RuleSetSummary> = [
    {
      title: t('designer.name'),
      key: 'name',
      render: (_, r) => (
        <>
          <Link to={`/rules/${segment(r.name)}`}>{local(r.label) || r.name}</Link>
          <div className="quiet">{r.name}</div>
        </>
      ),
    },
    {
      title: t('definitions.state'),
      key: 'state',
      render: (_, r) => (
        <>
          {r.published ? <Tag color="green">{t('definitions.published', { n: r.published })}</Tag> : null}
          {r.state && r.state !== 'published' && <Tag color="blue">{t(stateTexts[r.state])}</Tag>}
          {r.asksReview && <Tag color="gold">{t('review.state.asked')}</Tag>}
        </>
      ),
    },
    {
      title: t('rules.holds'),
      key: 'holds',
      responsive: ['lg'],
      render: (_, r) => [r.rules && t('rules.counts', { n: r.rules }), r.tables && t('rules.tableCounts', { n: r.tables })]
        .filter(Boolean).join(' · '),
    },
    {
      title: t('definitions.updated'),
      key: 'changedAt',
      responsive: ['md'],
      render: (_, r) => <>{dateTime(r.changedAt)} <span className="quiet">{actorName(r.changedBy, t)}</span></>,
    },
  ];
  return (
    <PageFrame title={t('nav.rules')} hint={t('rules.hint')} actions={may('editRules') && <NewRuleSet />}>
      <ProblemNotice problem={list.problem} onRetry={list.reload} />
      <div className="filters">
        <SearchInput className="search" value={filter('text')} onChange={(e) => setFilter({ text: e.target.value })}
          placeholder={t('rules.find')} aria-label={t('rules.find')} />
      </div>
      <Table rowKey="name" columns={columns} dataSource={shown} loading={list.loading && !list.problem} pagination={false}
        size="middle" locale={{ emptyText: t(all.length > 0 ? 'rules.noneFound' : 'rules.none') }} />
    </PageFrame>
  );
}

function NewRuleSet() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const action = useAction();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ name: string; label: string }>();
  const create = ({ name, label }: { name: string; label: string }) => action.run(async () => {
    await rules.save(name, `rules ${name} ${JSON.stringify(label)}\n`, null);
    navigate(`/rules/${segment(name)}`);
  });
  const needed = { required: true, message: t('form.required') };
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>{t('rules.create')}</Button>
      {open && <Dialog title={t('rules.create')} okText={t('rules.create')} confirmLoading={action.busy} onOk={() => form.submit()}
        onClose={() => setOpen(false)}>
        <ProblemNotice problem={action.problem} />
        <KeptForm form={form} name="rule-set" onSend={create}>
          <Form.Item name="label" label={t('designer.name')} rules={[needed]}><Input /></Form.Item>
          <Form.Item name="name" label={t('definitions.id')} extra={t('rules.name.wrong')}
            rules={[needed, { pattern: namePattern, message: t('rules.name.wrong') }]}>
            <Input />
          </Form.Item>
        </KeptForm>
      </Dialog>}
    </>
  );
}
