import { Alert, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import { useSheets } from '../controls/useSheets';
import { useTexts } from '../texts/TextsContext';
import { Arithmetic } from './Arithmetic';
import type { DueMove, Preview } from './server';

/** Which due times a change would move, each opened to the new arithmetic. */
export function PreviewList({ preview }: { preview: Preview }) {
  const sheets = useSheets(20);
  const { t, local, dateTime } = useTexts();
  if (preview.items.length === 0) {
    return <Alert type="info" showIcon title={t('calendar.nothingMoves', { n: preview.looked })} />;
  }
  const columns: TableColumnsType<DueMove> = [
    { title: t('runs.run'), key: 'run', render: (_, m) => (
      <Link to={`/runs/${segment(m.runId)}`}>{local(m.process)}{m.run && ` · ${m.run}`}</Link>
    ) },
    { title: t('calendar.from'), key: 'from', render: (_, m) => dateTime(m.from) },
    { title: t('calendar.to'), key: 'to', render: (_, m) => (
      <strong className={Date.parse(m.to) < Date.parse(m.from) ? 'warn' : ''}>
        {dateTime(m.to)} ({t(Date.parse(m.to) < Date.parse(m.from) ? 'calendar.earlier' : 'calendar.later')})
      </strong>
    ) },
  ];
  return (
    <>
      <Alert type="warning" showIcon title={t('calendar.moves', { n: preview.items.length, of: preview.runs })}
        description={preview.looked < preview.runs ? t('calendar.onlyLooked', { n: preview.looked }) : undefined} />
      <Table<DueMove> size="small" rowKey={(m) => `${m.runId}/${m.activityId}/${m.from}`} columns={columns} dataSource={preview.items}
        pagination={sheets}
        expandable={{
          rowExpandable: (m) => Boolean(m.arithmetic), expandedRowRender: (m) => m.arithmetic && <Arithmetic count={m.arithmetic} />,
        }} />
    </>
  );
}
