import { useMemo, useState } from 'react';
import { Button, Empty, Segmented, Tag, Timeline } from 'antd';
import { Link } from 'react-router';
import { DataEntry, DataView } from '../controls/DataView';
import { useFactNames, withWords } from '../controls/factTypes';
import { useFilters } from '../controls/useFilters';
import { RunStateTag } from '../runs/RunStateTag';
import { useDefinitionNames } from '../runs/RunsPage';
import type { Run } from '../runs/server';
import { dictionary, type TextKey } from '../texts/dictionary';
import { useTexts, type LocalText } from '../texts/TextsContext';
import { gistOf, needsName } from './gist';

/** One thing that happened with a customer, whatever department did it. */
export interface Entry {
  at: string;
  kind: string;
  /** The fact type, where it is a fact. */
  type?: string | null;
  title: LocalText;
  link?: string | null;
  facts?: Record<string, unknown> | null;
}

const colors: Record<string, string> = { order: 'blue', refund: 'red', contact: 'green', case: 'orange', decision: 'purple', run: 'gray' };
const atOnce = 40;

/** Everything that happened with a customer, the newest first: each at a glance, and opened with all that is known of it. */
export function CustomerTimeline({ entries }: { entries: Entry[] }) {
  const { t } = useTexts();
  const [filter, setFilter] = useFilters();
  const [most, setMost] = useState(atOnce);
  const kind = filter('kind');
  const definitions = useDefinitionNames();
  const kinds = useMemo(() => [...new Set(entries.map((e) => e.kind))], [entries]);
  const nameOf = (name: string) => {
    const key = `customers.kind.${name}` as TextKey;
    return key in dictionary ? t(key) : name;
  };
  const count = (name: string) => entries.filter((e) => !name || e.kind === name).length;
  const shown = entries.filter((e) => !kind || e.kind === kind);
  const options = ['', ...kinds].map((value) => ({ value, label: `${value ? nameOf(value) : t('customers.all')} ${count(value)}` }));
  return (
    <section className="panel" aria-label={t('run.timeline')}>
      <div className="filters customer-kinds">
        <Segmented value={kind} onChange={(value) => setFilter({ kind: value || undefined })} aria-label={t('customers.kinds')}
          options={options} />
      </div>
      {shown.length === 0 && <Empty description={t('customers.nothing')} />}
      <Timeline items={shown.slice(0, most).map((entry, i) => ({
        key: i, color: colors[entry.kind] ?? 'gray', content: <Told entry={entry} kind={nameOf(entry.kind)} definitions={definitions} />,
      }))} />
      <div className="row list-foot">
        {shown.length > most && <Button onClick={() => setMost(most + atOnce)}>{t('action.more')}</Button>}
        {shown.length > 0 && <span className="quiet">{t('table.count', { n: Math.min(most, shown.length), of: shown.length })}</span>}
      </div>
    </section>
  );
}

function Told({ entry, kind, definitions }: { entry: Entry; kind: string; definitions: Map<string, string> }) {
  const { t, local, dateTime } = useTexts();
  const { labels } = useFactNames();
  const [open, setOpen] = useState(false);
  // A run that nobody has named is called as its workflow is.
  const title = definitions.get(local(entry.title)) ?? local(entry.title);
  const run = entry.kind === 'run' ? entry.facts as Run | null | undefined : undefined;
  return (
    <div className="happened">
      <div className="row">
        <Tag>{kind}</Tag>
        <strong>{entry.link ? <Link to={entry.link}>{title}</Link> : title}</strong>
        {run && <RunStateTag state={run.status} />}
        <span className="quiet small">{dateTime(entry.at)}</span>
      </div>
      {entry.facts && entry.type && (
        <>
          <Gist type={entry.type} facts={entry.facts} />
          <details className="data-fact" onToggle={(e) => setOpen(e.currentTarget.open)}>
            <summary className="quiet small">{t('customers.details')}</summary>
            {open && <DataView data={entry.facts} labels={labels(entry.type)} />}
          </details>
        </>
      )}
    </div>
  );
}

function Gist({ type, facts }: { type: string; facts: Record<string, unknown> }) {
  const { local } = useTexts();
  const names = useFactNames();
  const known = names.labels(type);
  const told = gistOf(type, facts);
  return told.length === 0 ? null : (
    <div className="gist">
      {told.map(([name, value]) => (
        <span key={name}>{needsName(value, known[name]?.unit) && <span className="quiet">{local(known[name]?.label)} </span>}
          <DataEntry value={value} names={withWords(name, known[name], names)} /></span>
      ))}
    </div>
  );
}
