import { useMemo, useState } from 'react';
import { Empty, Input, Segmented, Tag, Timeline } from 'antd';
import { useNavigate, useParams, Route, Routes } from 'react-router';
import { api, segment, type Page } from '../api/client';
import { useQuery } from '../api/useQuery';
import { DataView } from '../controls/DataView';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { dictionary, type TextKey } from '../texts/dictionary';
import { useTexts, type LocalText } from '../texts/TextsContext';

/** One thing that happened with a customer, whatever department did it. */
interface Entry {
  at: string;
  kind: string;
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
      <Route path=":id" element={<OneCustomer />} />
    </Routes>
  );
}

function FindBox({ start }: { start?: string }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
    <Input.Search className="search" defaultValue={start} allowClear placeholder={t('customers.find')} aria-label={t('customers.find')}
      onSearch={(id) => id.trim() && navigate(`/customers/${segment(id.trim())}`)} />
  );
}

function Find() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('nav.customers')} hint={t('customers.hint')}>
      <div className="filters"><FindBox /></div>
      <Empty description={t('customers.start')} />
    </PageFrame>
  );
}

function OneCustomer() {
  const { id = '' } = useParams();
  const { t } = useTexts();
  const query = useQuery(`customer/${id}`, (signal) =>
    api.get<CustomerTimeline>(`/api/customers/${segment(id)}/timeline`, undefined, signal));
  return (
    <PageFrame title={`${t('customers.one')} ${id}`} hint={t('customers.hint')} actions={<FindBox key={id} start={id} />}>
      <Loaded query={query}>{(data) => <CustomerBody data={data} />}</Loaded>
    </PageFrame>
  );
}

function CustomerBody({ data }: { data: CustomerTimeline }) {
  const { t, local, dateTime } = useTexts();
  const [kind, setKind] = useState('');
  const kinds = useMemo(() => [...new Set(data.items.map((e) => e.kind))], [data.items]);
  const nameOf = (name: string) => {
    const key = `customers.kind.${name}` as TextKey;
    return key in dictionary ? t(key) : name;
  };
  const shown = data.items.filter((e) => !kind || e.kind === kind);
  return (
    <div className="two">
      {data.customer && <section className="panel" aria-label={t('customers.one')}><DataView data={data.customer} /></section>}
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
                <Tag>{nameOf(e.kind)}</Tag> <strong>{local(e.title)}</strong>
                <div className="quiet">{dateTime(e.at)}</div>
                {e.detail && <div>{local(e.detail)}</div>}
                {e.facts && <DataView data={e.facts} />}
              </div>
            ),
          }))} />
        )}
      </section>
    </div>
  );
}
