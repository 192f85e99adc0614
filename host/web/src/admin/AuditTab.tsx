import { Button, DatePicker, Select, Tag, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { address, api, type Page } from '../api/client';
import { PagedTable } from '../controls/PagedTable';
import { useFilters } from '../controls/useFilters';
import { usePages } from '../controls/usePages';
import { SearchInput } from '../controls/SearchInput';
import { useTexts, type LocalText } from '../texts/TextsContext';
import { deedName, detailOf, targetOf } from './auditWords';

interface Line {
  number: number;
  at: string;
  actor: string;
  action: string;
  target: string;
  outcome: 'done' | 'denied' | 'failed';
  detail?: string | null;
  /** The detail in words, where the server has them. */
  words?: LocalText;
}

const colors = { done: 'green', denied: 'red', failed: 'gold' };

/** Who did what and when, searched by words and time; what fits can be taken along as a table. */
export function AuditTab() {
  const texts = useTexts();
  const { t, date: day, time } = texts;
  const [filter, setFilter] = useFilters();
  const [from, until] = [filter('from'), filter('until')];
  const wanted = {
    actor: filter('actor'), text: filter('text'), outcome: filter('outcome'),
    from: from && dayjs(from).toISOString(), until: until && dayjs(until).add(1, 'day').toISOString(),
  };
  const pages = usePages<Line>(`audit/${JSON.stringify(wanted)}`, (before, signal) =>
    api.get<Page<Line>>('/api/audit', { ...wanted, before, limit: 100 }, signal));
  const columns: TableColumnsType<Line> = [
    { title: t('audit.at'), key: 'at', className: 'moment-cell', render: (_, l) => `${day(l.at)} ${time(l.at)}` },
    { title: t('audit.actor'), dataIndex: 'actor' },
    { title: t('audit.action'), key: 'action', className: 'whole-words', render: (_, l) => deedName(l.action, t) },
    { title: t('audit.target'), key: 'target', className: 'audit-target',
      render: (_, l) => <span className="whole">{targetOf(l.target, texts)}</span> },
    { title: t('audit.outcome'), key: 'outcome', render: (_, l) => <Tag color={colors[l.outcome]}>{t(`audit.${l.outcome}`)}</Tag> },
    { title: t('audit.detail'), key: 'detail',
      render: (_, l) => <span className="whole">{detailOf(l.action, l.detail, l.words, texts)}</span> },
  ];
  const date = (text: string) => (text ? dayjs(text) : null);
  return (
    <>
      <div className="filters">
        <SearchInput className="search" defaultValue={wanted.text} placeholder={t('audit.find')} aria-label={t('audit.find')}
          onSearch={(text) => setFilter({ text })} />
        <SearchInput
          className="filter"
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
        <DatePicker.RangePicker allowEmpty value={[date(from), date(until)]} aria-label={t('audit.range')}
          onChange={(_, [first, last]) => setFilter({ from: first, until: last })} />
        <Button href={address('/api/audit.csv', wanted)} download="audit.csv" disabled={pages.items.length === 0}>
          {t('action.export')}
        </Button>
      </div>
      <PagedTable pages={pages} columns={columns} rowKey="number" empty={t('audit.none')} cards />
    </>
  );
}
