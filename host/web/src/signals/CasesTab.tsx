import { useState } from 'react';
import { Button, Select, Tag, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { DataView } from '../controls/DataView';
import { useFactNames } from '../controls/factTypes';
import { PagedTable } from '../controls/PagedTable';
import { useFilters } from '../controls/useFilters';
import { usePages } from '../controls/usePages';
import { saidAs } from '../controls/words';
import { useColleagues } from '../inbox/colleagues';
import { useTexts } from '../texts/TextsContext';
import { AppealDialog } from './AppealDialog';
import { FalseRate } from './FalseRate';
import { caseStates, signals, type CaseState, type FraudCase } from './server';

const colors: Record<CaseState, string> = { open: 'gold', appealed: 'orange', fraud: 'red', ordinary: 'green', restored: 'green' };

/** The cases that signals have opened, what people have decided, and what the one concerned says to it. */
export function CasesTab() {
  const { t, dateTime, number } = useTexts();
  const { may } = useSession();
  const { labels } = useFactNames();
  const [filter, setFilter] = useFilters();
  const state = filter('state');
  const [appealed, setAppealed] = useState<FraudCase>();
  const people = useColleagues();
  const records = useQuery('signal-records', signals.records);
  const pages = usePages<FraudCase>(`cases/${state}`, (next, signal) => signals.cases(state, next, signal));
  useLive(pages.reload, [{ kind: 'facts' }, { kind: 'runs' }], 30);
  const kindsOf = ({ fact }: FraudCase) => (fact.kinds?.length ? fact.kinds : [fact.kind ?? '']).filter(Boolean);
  const columns: TableColumnsType<FraudCase> = [
    { title: t('signals.case'), key: 'id', render: (_, c) => (
      c.run && may('readRuns') ? <Link to={`/runs/${segment(c.run)}`}>{c.id}</Link> : c.id) },
    { title: t('signals.kind'), key: 'kind', render: (_, c) => (
      <ul className="kinds">{kindsOf(c).map((kind) => (
        <li key={kind}><Tag>{saidAs(kind, t) ?? kind}</Tag>
          <span className="quiet small"><FalseRate record={records.data?.get(kind)} short /></span></li>
      ))}</ul>
    ) },
    { title: t('signals.score'), key: 'score', align: 'right', className: 'whole-words', render: (_, c) => number(c.fact.score, 0) },
    { title: t('signals.about'), key: 'about', className: 'whole-words', render: (_, c) => (
      c.fact.sku ? t('signals.goods', { sku: c.fact.sku }) : t('signals.orders', { n: c.fact.orders?.length ?? 0 })) },
    { title: t('signals.decision'), key: 'state', render: (_, c) => c.state && (
      <Tag color={colors[c.state]}>{t(`signals.state.${c.state}`)}</Tag>) },
    { title: t('signals.by'), key: 'by', className: 'whole-words', render: (_, c) => (
      <>{c.fact.by && <div>{people.nameOf(c.fact.by)}</div>}<span className="quiet small">{dateTime(c.at)}</span></>) },
    ...(may('sendEvents') ? [{ title: t('signals.appeal'), key: 'appeal', render: (_: unknown, c: FraudCase) => c.state === 'fraud' && (
      <Button size="small" onClick={() => setAppealed(c)} aria-label={`${t('signals.appeal.enter')}: ${c.id}`}>
        {t('signals.appeal.enter')}</Button>
    ) }] : []),
  ];
  return (
    <>
      <div className="filters">
        <Select allowClear className="filter" value={state || undefined} placeholder={t('signals.decision')}
          aria-label={t('signals.decision')}
          options={caseStates.map((value) => ({ value, label: t(`signals.state.${value}`) }))}
          onChange={(value) => setFilter({ state: value })} />
      </div>
      <PagedTable pages={pages} columns={columns} rowKey="id" empty={t('signals.noCases')} cards
        expanded={(c) => <DataView data={c.fact} labels={labels('FraudFile')} />} />
      {appealed && <AppealDialog of={appealed} onClose={() => setAppealed(undefined)} onDone={pages.reload} />}
    </>
  );
}
