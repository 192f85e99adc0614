import { Navigate, Route, Routes, useNavigate, useParams, Link } from 'react-router';
import { DatePicker, Grid, Table } from 'antd';
import dayjs from 'dayjs';
import { segment } from '../api/client';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { postName } from '../staff/words';
import { useTexts } from '../texts/TextsContext';
import { pay, type SlipHead } from './server';
import { SlipPage } from './SlipPage';
import './pay.css';

export function PayPages() {
  return (
    <Routes>
      <Route index element={<MonthPage />} />
      <Route path=":month" element={<MonthPage />} />
      <Route path=":month/:staff" element={<SlipPage />} />
    </Routes>
  );
}

const lastMonth = () => dayjs().subtract(1, 'month').format('YYYY-MM');

function MonthPage() {
  const texts = useTexts();
  const { t, money } = texts;
  const navigate = useNavigate();
  const { month = lastMonth() } = useParams();
  const { me, may } = useSession();
  const wide = Grid.useBreakpoint().md ?? true;
  const mayAll = may('readPay');
  const query = useQuery(mayAll ? `pay/${month}` : null, (signal) => pay.month(month, signal));
  const rows = query.data?.items ?? [];
  if (!mayAll && me.staffId) {
    return <Navigate to={`/pay/${month}/${segment(me.staffId)}`} replace />;
  }
  return (
    <PageFrame
      title={t('nav.pay')}
      hint={t('pay.hint')}
      actions={
        <DatePicker
          picker="month"
          allowClear={false}
          format={t('pay.monthForm')}
          value={dayjs(`${month}-01`)}
          aria-label={t('pay.month')}
          onChange={(m) => m && navigate(`/pay/${m.format('YYYY-MM')}`)}
        />
      }
    >
      <ProblemNotice problem={query.problem} onRetry={query.reload} />
      <Table<SlipHead>
        rowKey="staff"
        dataSource={rows}
        loading={query.loading && !query.problem}
        size="middle"
        pagination={false}
        locale={{ emptyText: t('pay.none') }}
        columns={[
          {
            title: t('pay.person'),
            key: 'staff',
            render: (_, r) => <Link to={`/pay/${month}/${segment(r.staff)}`}>{r.name ? `${r.name} (${r.staff})` : r.staff}</Link>,
          },
          { title: t('pay.department'), key: 'department', responsive: ['md'], render: (_, r) => r.department ?? '—' },
          { title: t('pay.post'), key: 'post', render: (_, r) => postName(r.post, texts) },
          { title: t('pay.pay'), key: 'pay', align: 'right', sorter: (a, b) => a.pay - b.pay, render: (_, r) => money(r.pay) },
        ]}
        summary={() =>
          rows.length > 0 && (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0} colSpan={wide ? 3 : 2}>
                <strong>{t('pay.total', { n: rows.length })}</strong>
              </Table.Summary.Cell>
              <Table.Summary.Cell index={wide ? 3 : 2} align="right">
                <strong>{money(rows.reduce((n, r) => n + Number(r.pay), 0))}</strong>
              </Table.Summary.Cell>
            </Table.Summary.Row>
          )
        }
      />
    </PageFrame>
  );
}
