import { useTexts } from '../texts/TextsContext';
import type { FieldNames } from './factTypes';

const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function Value({ value }: { value: unknown }) {
  const { t, number, dateTime } = useTexts();
  if (value === null || value === undefined || value === '') {
    return <span className="quiet">—</span>;
  }
  if (typeof value === 'boolean') {
    return t(value ? 'outcome.yes' : 'outcome.no');
  }
  if (typeof value === 'number') {
    return number(value, 4);
  }
  if (Array.isArray(value)) {
    return <ul className="data-list">{value.map((v, i) => <li key={i}><Value value={v} /></li>)}</ul>;
  }
  if (typeof value === 'object') {
    return <DataView data={value as Record<string, unknown>} />;
  }
  const text = String(value);
  return iso.test(text) ? dateTime(text) : text;
}

interface Props {
  data: Record<string, unknown>;
  labels?: Record<string, FieldNames>;
}

/** Names and values as people read them, whatever their shape. */
export function DataView({ data, labels = {} }: Props) {
  const { local } = useTexts();
  return (
    <dl className="data">
      {Object.entries(data).map(([name, value]) => (
        <div key={name}>
          <dt>{local(labels[name]?.label) || name}</dt>
          <dd>{local(labels[name]?.value(value)) || <Value value={value} />}</dd>
        </div>
      ))}
    </dl>
  );
}
