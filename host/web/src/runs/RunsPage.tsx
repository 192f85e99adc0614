import { useState } from 'react';
import { Checkbox, Select, Tag, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { PagedTable } from '../controls/PagedTable';
import { PageFrame } from '../controls/PageFrame';
import { useFilters } from '../controls/useFilters';
import { usePages } from '../controls/usePages';
import { definitions, tagName } from '../designer/server';
import { SearchInput } from '../controls/SearchInput';
import { useTexts } from '../texts/TextsContext';
import { BulkRepair } from './BulkRepair';
import { RunStateTag } from './RunStateTag';
import { StartButton } from './StartButton';
import { runs, runStates, type Run } from './server';
import { keyOf, titleOf } from './titles';

/** What the definitions are called, by id. */
export function useDefinitionNames(): Map<string, string> {
  const { local } = useTexts();
  const list = useQuery('definitions', (signal) => definitions.list(signal));
  return new Map((list.data?.items ?? []).map((d) => [d.id, local(d.label)]));
}

/** The tags of all definitions, each once. */
function useTags(): { value: string; label: string }[] {
  const { local } = useTexts();
  const list = useQuery('definitions', (signal) => definitions.list(signal));
  const tags = new Map((list.data?.items ?? []).flatMap((d) => d.tags ?? []).map((tag) => [tagName(tag), local(tag)]));
  return [...tags].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}

function useColumns(names: Map<string, string>): TableColumnsType<Run> {
  const { t, dateTime } = useTexts();
  return [
    { title: t('runs.run'), key: 'id', render: (_, r) => (
      <><div className="row"><Link to={`/runs/${segment(r.id)}`}>{titleOf(r, t)}</Link>
        {r.openIncidents > 0 && <Tag color="red">{t('runs.incidents', { n: r.openIncidents })}</Tag>}</div>
        <div className="only-narrow quiet">{names.get(r.definitionId) ?? r.definitionId} · {dateTime(r.updatedAt)}</div></>
    ) },
    { title: t('runs.definition'), key: 'definition', responsive: ['md'], render: (_, r) => names.get(r.definitionId) ?? r.definitionId },
    { title: t('runs.state'), key: 'status', render: (_, r) => <RunStateTag state={r.status} /> },
    { title: t('runs.correlation'), key: 'correlationId', responsive: ['lg'], render: (_, r) => keyOf(r.correlationId, r, t) ?? '—' },
    { title: t('runs.started'), key: 'createdAt', responsive: ['lg'], className: 'moment-cell', render: (_, r) => dateTime(r.createdAt) },
    { title: t('runs.moved'), key: 'updatedAt', responsive: ['md'], className: 'moment-cell', render: (_, r) => dateTime(r.updatedAt) },
  ];
}

export function RunsPage() {
  const { t } = useTexts();
  const { may } = useSession();
  const [filter, setFilter] = useFilters();
  const names = useDefinitionNames();
  const tags = useTags();
  const [chosen, setChosen] = useState<string[]>([]);
  const wanted = {
    state: filter('state'), definition: filter('definition'), text: filter('text'), correlation: filter('correlation'),
    customer: filter('customer'), tag: filter('tag'), parent: filter('parent'),
    incidents: filter('incidents') === 'true',
  };
  const pages = usePages<Run>(`runs/${JSON.stringify(wanted)}`, (page, signal) => runs.list({ ...wanted, page }, signal));
  useLive(pages.reload, [{ kind: 'runs' }], 15);
  const columns = useColumns(names);
  const options = [...names].map(([value, label]) => ({ value, label }));
  return (
    <PageFrame title={t('nav.runs')} hint={t('runs.hint')} actions={may('startRuns') && <StartButton />}>
      <div className="filters">
        <SearchInput className="search" defaultValue={wanted.text} onSearch={(text) => setFilter({ text })}
          placeholder={t('runs.find')} aria-label={t('runs.find')} />
        <Select allowClear className="filter" value={wanted.state || undefined} placeholder={t('runs.state')} aria-label={t('runs.state')}
          options={runStates.map((s) => ({ value: s, label: t(`run.state.${s}`) }))} onChange={(state) => setFilter({ state })} />
        <Select allowClear className="filter" showSearch={{ optionFilterProp: 'label' }} value={wanted.definition || undefined}
          placeholder={t('runs.definition')} aria-label={t('runs.definition')} options={options}
          onChange={(definition) => setFilter({ definition })} />
        <Select allowClear className="filter" showSearch={{ optionFilterProp: 'label' }} value={wanted.tag || undefined}
          placeholder={t('runs.tag')} aria-label={t('runs.tag')} options={tags} onChange={(tag) => setFilter({ tag })} />
        <SearchInput className="filter" defaultValue={wanted.correlation} onSearch={(correlation) => setFilter({ correlation })}
          placeholder={t('runs.correlation')} aria-label={t('runs.correlation')} />
        <SearchInput key={wanted.customer} className="filter" defaultValue={wanted.customer} placeholder={t('runs.customer')}
          aria-label={t('runs.customer')} onSearch={(customer) => setFilter({ customer: customer.trim() })} />
        {wanted.parent && (
          <Tag closable onClose={() => setFilter({ parent: undefined })}>{t('runs.begunBy', { run: `…${wanted.parent.slice(-8)}` })}</Tag>
        )}
        <Checkbox checked={wanted.incidents} onChange={(e) => setFilter({ incidents: e.target.checked ? 'true' : undefined })}>
          {t('runs.withIncidents')}
        </Checkbox>
      </div>
      <BulkRepair chosen={pages.items.filter((r) => chosen.includes(r.id))} names={names} onDone={() => setChosen([])}
        onPart={pages.reload} />
      <PagedTable pages={pages} columns={columns} rowKey="id" empty={t('runs.none')}
        selection={{ keys: chosen, onChange: setChosen, nameOf: (row) => titleOf(row, t) }} />
    </PageFrame>
  );
}
