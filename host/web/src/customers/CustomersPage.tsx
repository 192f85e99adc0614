import { Empty } from 'antd';
import { Link, useNavigate, useParams, useSearchParams, Route, Routes } from 'react-router';
import { api, segment, type Page } from '../api/client';
import { useQuery } from '../api/useQuery';
import { useLive } from '../api/useLive';
import { useSession } from '../app/session';
import { DataView } from '../controls/DataView';
import { useFactNames } from '../controls/factTypes';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { SearchInput } from '../controls/SearchInput';
import { useTexts } from '../texts/TextsContext';
import { CustomerTimeline, type Entry } from './CustomerTimeline';
import './customers.css';
import { MergesPage } from './MergesPage';

interface Timeline extends Page<Entry> {
  customer?: Record<string, unknown> | null;
}

export function CustomersPage() {
  return (
    <Routes>
      <Route index element={<Find />} />
      <Route path="merges" element={<MergesPage />} />
      <Route path=":id" element={<OneCustomer />} />
    </Routes>
  );
}

function FindBox({ start }: { start?: string }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
    <SearchInput className="search" defaultValue={start} placeholder={t('customers.find')} aria-label={t('customers.find')}
      onSearch={(text) => text.trim() && navigate(`/customers?text=${segment(text.trim())}`)} />
  );
}

interface Customer {
  id: string;
  name?: string | null;
  phone?: string | null;
  address?: string | null;
}

function Find() {
  const { t } = useTexts();
  const [params] = useSearchParams();
  const text = params.get('text') ?? '';
  const query = useQuery(text ? `customers/${text}` : null, (signal) => api.get<Page<Customer>>('/api/customers', { text }, signal));
  return (
    <PageFrame title={t('nav.customers')} hint={t('customers.hint')}
      actions={<Link to="/customers/merges">{t('merges.title')}</Link>}>
      <div className="filters"><FindBox key={text} start={text} /></div>
      {!text && <Empty description={t('customers.start')} />}
      {text && <Loaded query={query}>{({ items }) => items.length === 0 ? <Empty description={t('customers.notFound', { text })} /> : (
        <ul className="plain panel customers-found">
          {items.map((c) => (
            <li key={c.id}>
              <Link to={`/customers/${segment(c.id)}`}>{c.name || c.id}</Link>{' '}
              <span className="quiet">{[c.id, c.phone, c.address].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}</Loaded>}
    </PageFrame>
  );
}

function OneCustomer() {
  const { id = '' } = useParams();
  const { t } = useTexts();
  const query = useQuery(`customer/${id}`, (signal) =>
    api.get<Timeline>(`/api/customers/${segment(id)}/timeline`, undefined, signal));
  useLive(query.reload, [{ kind: 'facts' }, { kind: 'runs' }], 60);
  const name = query.data?.customer?.name;
  return (
    <PageFrame title={typeof name === 'string' && name ? `${name} · ${id}` : `${t('customers.one')} ${id}`} hint={t('customers.hint')}
      actions={<FindBox key={id} />}>
      <Loaded query={query}>{(data) => <CustomerBody data={data} />}</Loaded>
    </PageFrame>
  );
}

function CustomerBody({ data }: { data: Timeline }) {
  const { t } = useTexts();
  const { may } = useSession();
  const { labels } = useFactNames();
  const id = String(data.customer?.id ?? '');
  return (
    <div className="beside">
      {data.customer && (
        <section className="panel" aria-label={t('customers.one')}>
          <DataView data={data.customer} labels={labels('Customer')} />
          {id && may('readRuns') && <Link to={`/runs?customer=${segment(id)}`}>{t('customers.runs')}</Link>}
        </section>
      )}
      <CustomerTimeline entries={data.items} />
    </div>
  );
}
