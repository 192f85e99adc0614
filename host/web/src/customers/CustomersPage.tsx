import { useMemo, useState } from 'react';
import { Empty, Input, Segmented, Tag, Timeline } from 'antd';
import { Link, useNavigate, useParams, useSearchParams, Route, Routes } from 'react-router';
import { api, segment, type Page } from '../api/client';
import { useQuery } from '../api/useQuery';
import { DataView } from '../controls/DataView';
import { useFactNames } from '../controls/factTypes';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { useDefinitionNames } from '../runs/RunsPage';
import { dictionary, type TextKey } from '../texts/dictionary';
import { useTexts, type LocalText } from '../texts/TextsContext';
import { MergesPage } from './MergesPage';

/** One thing that happened with a customer, whatever department did it. */
interface Entry {
  at: string;
  kind: string;
  /** The fact type, where it is a fact. */
  type?: string | null;
  title: LocalText;
  detail?: LocalText;
  link?: string | null;
  facts?: Record<string, unknown> | null;
}

interface CustomerTimeline extends Page<Entry> {
  customer?: Record<string, unknown> | null;
}

const colors: Record<string, string> = {
  order: 'blue',
  refund: 'red',
  contact: 'green',
  case: 'orange',
  decision: 'purple',
  run: 'purple',
};

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
    <Input.Search className="search" defaultValue={start} allowClear placeholder={t('customers.find')} aria-label={t('customers.find')}
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
    api.get<CustomerTimeline>(`/api/customers/${segment(id)}/timeline`, undefined, signal));
  const name = query.data?.customer?.name;
  return (
    <PageFrame title={typeof name === 'string' && name ? `${name} · ${id}` : `${t('customers.one')} ${id}`} hint={t('customers.hint')}
      actions={<FindBox key={id} />}>
      <Loaded query={query}>{(data) => <CustomerBody data={data} />}</Loaded>
    </PageFrame>
  );
}

function CustomerBody({ data }: { data: CustomerTimeline }) {
  const { t, local, dateTime } = useTexts();
  const { labels } = useFactNames();
  const definitions = useDefinitionNames();
  const [kind, setKind] = useState('');
  const kinds = useMemo(() => [...new Set(data.items.map((e) => e.kind))], [data.items]);
  const nameOf = (name: string) => {
    const key = `customers.kind.${name}` as TextKey;
    return key in dictionary ? t(key) : name;
  };
  // A run that nobody has named is called as its workflow is.
  const titleOf = (e: Entry) => definitions.get(local(e.title)) ?? local(e.title);
  const shown = data.items.filter((e) => !kind || e.kind === kind);
  return (
    <div className="beside">
      {data.customer && (
        <section className="panel" aria-label={t('customers.one')}><DataView data={data.customer} labels={labels('Customer')} /></section>
      )}
      <section className="panel" aria-label={t('run.timeline')}>
        <div className="filters">
          <Segmented value={kind} onChange={setKind} aria-label={t('customers.kinds')}
            options={[{ value: '', label: t('customers.all') }, ...kinds.map((k) => ({ value: k, label: nameOf(k) }))]} />
        </div>
        {shown.length === 0 ? <Empty description={t('customers.nothing')} /> : (
          <Timeline items={shown.map((e) => ({
            color: colors[e.kind] ?? 'gray',
            content: (
              <div>
                <Tag>{nameOf(e.kind)}</Tag>{' '}
                <strong>{e.link ? <Link to={e.link}>{titleOf(e)}</Link> : titleOf(e)}</strong>
                <div className="quiet">{dateTime(e.at)}</div>
                {e.detail && <div>{local(e.detail)}</div>}
                {e.facts && e.type && <DataView data={e.facts} labels={labels(e.type)} />}
              </div>
            ),
          }))} />
        )}
      </section>
    </div>
  );
}
