import { Button, Input, Select, Tag, type TableColumnsType } from 'antd';
import { api, type Page } from '../api/client';
import { PagedTable } from '../controls/PagedTable';
import { useFilters } from '../controls/useFilters';
import { usePages } from '../controls/usePages';
import { download } from '../controls/download';
import { useTexts } from '../texts/TextsContext';

interface Line {
  number: number;
  at: string;
  actor: string;
  action: string;
  target: string;
  outcome: 'done' | 'denied' | 'failed';
  detail?: string | null;
}

const colors = { done: 'green', denied: 'red', failed: 'gold' };
const quoted = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""').replace(/^([=+\-@])/, "'$1")}"`;

/** Who did what and when; what is shown can be taken along as a table. */
export function AuditTab() {
  const { t, dateTime } = useTexts();
  const [filter, setFilter] = useFilters();
  const wanted = { actor: filter('actor'), outcome: filter('outcome') };
  const pages = usePages<Line>(`audit/${JSON.stringify(wanted)}`, (before, signal) =>
    api.get<Page<Line>>('/api/audit', { ...wanted, before, limit: 100 }, signal));
  const columns: TableColumnsType<Line> = [
    { title: t('audit.at'), key: 'at', render: (_, l) => dateTime(l.at) },
    { title: t('audit.actor'), dataIndex: 'actor' },
    { title: t('audit.action'), dataIndex: 'action' },
    { title: t('audit.target'), dataIndex: 'target' },
    { title: t('audit.outcome'), key: 'outcome', render: (_, l) => <Tag color={colors[l.outcome]}>{t(`audit.${l.outcome}`)}</Tag> },
    { title: t('audit.detail'), key: 'detail', render: (_, l) => l.detail ?? '' },
  ];
  const csv = () => {
    const head: (keyof Line)[] = ['number', 'at', 'actor', 'action', 'target', 'outcome', 'detail'];
    const rows = [head.join(','), ...pages.items.map((l) => head.map((name) => quoted(l[name])).join(','))];
    download('audit.csv', new Blob([`\ufeff${rows.join('\r\n')}`], { type: 'text/csv' }));
  };
  return (
    <>
      <div className="filters">
        <Input.Search
          allowClear
          className="search"
          defaultValue={wanted.actor}
          placeholder={t('audit.actor')}
          aria-label={t('audit.actor')}
          onSearch={(actor) => setFilter({ actor })}
        />
        <Select
          allowClear
          className="filter"
          value={wanted.outcome || undefined}
          placeholder={t('audit.outcome')}
          aria-label={t('audit.outcome')}
          options={(['done', 'denied', 'failed'] as const).map((o) => ({ value: o, label: t(`audit.${o}`) }))}
          onChange={(outcome) => setFilter({ outcome })}
        />
        <Button onClick={csv} disabled={pages.items.length === 0}>
          {t('action.export')}
        </Button>
      </div>
      <PagedTable pages={pages} columns={columns} rowKey="number" empty={t('audit.none')} />
    </>
  );
}
