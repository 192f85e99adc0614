import { useMemo, useState } from 'react';
import { App, Button, Form, Input, Table, Tag, Upload, type TableColumnsType } from 'antd';
import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Link, useNavigate } from 'react-router';
import { segment } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { Dialog } from '../controls/Dialog';
import { KeptForm } from '../controls/KeptForm';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { SearchInput } from '../controls/SearchInput';
import { useFilters } from '../controls/useFilters';
import { useSheets } from '../controls/useSheets';
import { useTexts, type LocalText } from '../texts/TextsContext';
import { stateTexts } from './states';
import { emptyDefinition, type Definition } from './graph/definition';
import { readSource } from './graph/source';
import { definitions, type DefinitionSummary } from './server';

const both = (text: LocalText) => (text && typeof text === 'object' ? `${text.en ?? ''} ${text.zh ?? ''}` : text ?? '');

/** A definition is found by its words in either language. */
const wordsOf = ({ id, label, description, tags }: DefinitionSummary) =>
  `${id} ${both(label)} ${both(description)} ${(tags ?? []).map(both).join(' ')}`;

const idPattern = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

function useColumns(): TableColumnsType<DefinitionSummary> {
  const { t, local, dateTime } = useTexts();
  const { may } = useSession();
  const runs: TableColumnsType<DefinitionSummary> = [
    { title: t('nav.runs'), key: 'runs', width: 110, responsive: ['md'], render: (_, d) => (
      <Link to={`/runs?definition=${segment(d.id)}`} aria-label={`${t('nav.runs')}: ${local(d.label)}`}>{t('nav.runs')}</Link>
    ) },
  ];
  return [
    { title: t('designer.name'), key: 'name', sorter: (a, b) => local(a.label).localeCompare(local(b.label)), render: (_, d) => (
      <>
        <Link to={`/designer/${segment(d.id)}`}>{local(d.label)}</Link>
        <div className="quiet">{local(d.description) || d.id}</div>
      </>
    ) },
    { title: t('definitions.state'), key: 'state', className: 'state-cell', render: (_, d) => <StateTags definition={d} /> },
    { title: t('definitions.updated'), key: 'changedAt', width: 190, responsive: ['md'], className: 'moment-cell',
      render: (_, d) => dateTime(d.changedAt) },
    ...(may('readRuns') ? runs : []),
  ];
}

export function DefinitionsPage() {
  const sheets = useSheets(50);
  const { t } = useTexts();
  const { may } = useSession();
  const [filter, setFilter] = useFilters();
  const text = filter('text');
  const list = useQuery('definitions', (signal) => definitions.list(signal));
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return (list.data?.items ?? []).filter((d) =>
      wordsOf(d).toLowerCase().includes(wanted),
    );
  }, [list.data, text]);
  const columns = useColumns();
  return (
    <PageFrame
      title={t('nav.designer')}
      hint={t('definitions.hint')}
      actions={
        may('editDefinitions') && (
          <>
            <ImportButton />
            <CreateButton />
          </>
        )
      }
    >
      <ProblemNotice problem={list.problem} onRetry={list.reload} />
      <div className="filters">
        <SearchInput
          className="search"
          value={text}
          onChange={(e) => setFilter({ text: e.target.value })}
          placeholder={t('action.search')}
          aria-label={t('action.search')}
        />
      </div>
      <Table
        rowKey="id"
        columns={columns}
        dataSource={shown}
        loading={list.loading && !list.problem}
        size="middle"
        pagination={sheets}
        locale={{ emptyText: t('definitions.empty') }}
      />
    </PageFrame>
  );
}

function StateTags({ definition }: { definition: DefinitionSummary }) {
  const { t } = useTexts();
  return (
    <>
      {definition.published ? <Tag color="green">{t('definitions.published', { n: definition.published })}</Tag> : null}
      {definition.state !== 'published' && <Tag color="blue">{t(stateTexts[definition.state])}</Tag>}
      {definition.asksReview && <Tag color="gold">{t('review.state.asked')}</Tag>}
    </>
  );
}

function useCreate() {
  const navigate = useNavigate();
  const action = useAction();
  const create = (definition: Definition) =>
    action.run(async () => {
      await definitions.save(definition.definitionId, definition, null);
      navigate(`/designer/${segment(definition.definitionId)}`);
    });
  return { action, create };
}

function CreateButton() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ id: string; name: string }>();
  const { action, create } = useCreate();
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t('definitions.create')}
      </Button>
      {open && <Dialog title={t('definitions.create')} okText={t('definitions.create.do')} confirmLoading={action.busy}
        onOk={() => form.submit()} onClose={() => setOpen(false)}>
        <ProblemNotice problem={action.problem} />
        <KeptForm form={form} name="definition" onSend={({ id, name }) => create(emptyDefinition(id, name))}>
          <Form.Item name="name" label={t('designer.name')} rules={[{ required: true, message: t('form.required') }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="id"
            label={t('definitions.id')}
            extra={t('definitions.id.hint')}
            rules={[
              { required: true, message: t('form.required') },
              { pattern: idPattern, message: t('definitions.id.wrong') },
            ]}
          >
            <Input maxLength={64} />
          </Form.Item>
        </KeptForm>
      </Dialog>}
    </>
  );
}

function ImportButton() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { action, create } = useCreate();
  const read = async (file: File) => {
    const text = await file.text();
    const source = readSource(text, idIn(text) ?? file.name.replace(/\.(flow\.)?json$/i, ''));
    if ('fault' in source) {
      message.error(t(`source.${source.fault}`, { line: source.line ?? '?', at: source.at ?? '' }));
    } else if (!(await create(source.definition))) {
      message.error(t('definitions.import.exists', { id: source.definition.definitionId }));
    }
  };
  return (
    <Upload
      accept=".json,application/json"
      showUploadList={false}
      beforeUpload={(file) => {
        void read(file);
        return false;
      }}
    >
      <Button icon={<UploadOutlined />} loading={action.busy}>
        {t('action.import')}
      </Button>
    </Upload>
  );
}

function idIn(text: string): string | undefined {
  const id = /"definitionId"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  return id && idPattern.test(id) ? id : undefined;
}
