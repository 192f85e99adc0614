import { useEffect, useState } from 'react';
import { LoadingOutlined } from '@ant-design/icons';
import { Grid, Progress, Select, Tag, type TableColumnsType } from 'antd';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { DataView } from '../controls/DataView';
import { useFactNames } from '../controls/factTypes';
import { PagedTable } from '../controls/PagedTable';
import { useFilters } from '../controls/useFilters';
import { usePages } from '../controls/usePages';
import { RuleSource } from '../rules/RuleSource';
import { useTexts } from '../texts/TextsContext';
import { FalseRate } from './FalseRate';
import { signals, type Known, type Signal } from './server';

const strong = 70;
const scoreOf = (signal: Signal) => signal.score ?? 0;
const soon = 1500;

/** Asks again while the rules are at work. */
function useFollow(known: Known | undefined, reload: () => void) {
  useEffect(() => {
    const timer = known?.judging ? setTimeout(reload, soon) : undefined;
    return () => clearTimeout(timer);
  }, [known, reload]);
}

function Standing({ known }: { known: Known | undefined }) {
  const { t, dateTime } = useTexts();
  const { at, judging } = known ?? {};
  return (
    <span className="quiet" role="status">
      {at && t('signals.at', { at: dateTime(at) })}{' '}
      {judging && <LoadingOutlined aria-hidden />}{' '}
      {judging && (judging.facts ? t('signals.judging', { n: judging.facts }) : t('signals.reading'))}
    </span>
  );
}

/** What the rules find odd, the strongest first; beside each how often its kind was wrong. */
export function SignalsTab() {
  const { t, local } = useTexts();
  const { labels } = useFactNames();
  const wide = Grid.useBreakpoint().md ?? true;
  const [filter, setFilter] = useFilters();
  const kind = filter('kind');
  const [known, setKnown] = useState<Known>();
  const records = useQuery('signal-records', signals.records);
  const pages = usePages<Signal>(`signals/${kind}`, async (next, signal) => {
    const page = await signals.list(kind, next, signal);
    setKnown({ at: page.at, judging: page.judging, kinds: page.kinds });
    return page;
  });
  useLive(pages.reload, [{ kind: 'facts' }], 60);
  useFollow(known, pages.reload);
  const columns: TableColumnsType<Signal> = [
    { title: t('signals.score'), key: 'score', width: wide ? 140 : 84, sorter: (a, b) => scoreOf(a) - scoreOf(b), render: (_, s) => (
      <Progress percent={scoreOf(s)} size="small" status={scoreOf(s) >= strong ? 'exception' : 'normal'} format={(n) => n}
        aria-label={t('signals.score')} />
    ) },
    { title: t('signals.kind'), key: 'kind', render: (_, s) => (
      <>{local(s.label) || s.kind}<div className="quiet small"><FalseRate record={records.data?.get(s.kind)} /></div>
        <div className="only-narrow quiet">{local(s.reason)}</div></>
    ) },
    { title: t('signals.subject'), key: 'subject', responsive: ['md'], render: (_, s) => s.subject ?? '—' },
    { title: t('signals.reason'), key: 'reason', responsive: ['md'], render: (_, s) => local(s.reason) },
    { title: t('signals.case'), key: 'case', render: (_, s) => s.isCase && <Tag color="orange">{t('signals.isCase')}</Tag> },
  ];
  const kinds = (known?.kinds ?? []).map((one) => ({ value: one.kind, label: `${local(one.label) || one.kind} (${one.count})` }));
  return (
    <>
      <div className="filters">
        <Select allowClear className="signal-kind" showSearch={{ optionFilterProp: 'label' }} value={kind || undefined} options={kinds}
          placeholder={t('signals.kind')} aria-label={t('signals.kind')} onChange={(value) => setFilter({ kind: value })} />
        <Standing known={known} />
      </div>
      <PagedTable pages={pages} columns={columns} rowKey="id" empty={known?.at ? t('signals.none') : t('signals.notYet')} expanded={(s) => (
        <>
          {s.rule && <div><RuleSource rule={s.rule} version={s.version} /></div>}
          {s.facts && <DataView data={s.facts} labels={labels(s.type)} />}
        </>
      )} />
    </>
  );
}
