import { Table } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { useCards } from '../controls/useCards';
import { saidAs } from '../controls/words';
import { useTexts } from '../texts/TextsContext';
import { signals, type SignalKind, type SignalRecord } from './server';

interface Row extends SignalKind {
  record?: SignalRecord;
}

const shareOf = (row: Row) => row.record?.falseShare ?? -1;

async function rowsOf(signal: AbortSignal): Promise<Row[]> {
  const [{ kinds = [] }, records] = await Promise.all([signals.list('', undefined, signal), signals.records(signal)]);
  const silent = [...records.keys()].filter((kind) => !kinds.some((one) => one.kind === kind));
  return [...kinds, ...silent.map((kind) => ({ kind, count: 0 }))].map((one) => ({ ...one, record: records.get(one.kind) }));
}

/** How right each kind of signal has been, by what people have decided. */
export function RecordsTab() {
  const { t, local, number, percent } = useTexts();
  const query = useQuery('signal-kinds', rowsOf);
  useLive(query.reload, [{ kind: 'facts' }], 60);
  const figure = (value: number | undefined) => (value === undefined ? '—' : number(value, 0));
  const shown = useCards<Row>([
    { title: t('signals.kind'), key: 'kind', render: (_, r) => local(r.label) || (saidAs(r.kind, t) ?? r.kind) },
    { title: t('signals.count'), key: 'count', align: 'right', sorter: (a, b) => a.count - b.count, render: (_, r) => (
      r.count > 0 ? <Link to={`/signals?kind=${segment(r.kind)}`}>{number(r.count, 0)}</Link> : '0') },
    { title: t('signals.decided'), key: 'decided', align: 'right', render: (_, r) => figure(r.record?.decided) },
    { title: t('signals.wrong'), key: 'wrong', align: 'right', render: (_, r) => figure(r.record?.falseOnes) },
    { title: t('signals.falseShare'), key: 'share', align: 'right', sorter: (a, b) => shareOf(a) - shareOf(b),
      render: (_, r) => (r.record ? percent(r.record.falseShare) : '—') },
  ]);
  return (
    <>
      <p className="quiet">{t('signals.records.hint')}</p>
      <Loaded query={query}>
        {(rows) => <Table<Row> rowKey="kind" size="middle" pagination={false} dataSource={rows} {...shown}
          locale={{ emptyText: t('signals.none') }} />}
      </Loaded>
    </>
  );
}
