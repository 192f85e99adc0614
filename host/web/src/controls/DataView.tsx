import { useTexts, type LocalText } from '../texts/TextsContext';
import { useFactNames, type FieldNames } from './factTypes';

const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

type Data = Record<string, unknown>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that is there in both languages. */
const isText = (value: Data) => Object.keys(value).length > 0
  && Object.entries(value).every(([name, text]) => (name === 'en' || name === 'zh') && typeof text === 'string');

/** A fact with its type, and what may stand beside it: as rules give their conclusions. */
const isFact = (value: Data): value is { type: string; fact: Data; reason?: LocalText } =>
  typeof value.type === 'string' && isData(value.fact);

/** What needs the whole width, below its name. */
const isLarge = (value: unknown): boolean =>
  isData(value) ? !isText(value) && Object.keys(value).length > 0 : Array.isArray(value) && value.some(isLarge);

function Value({ value }: { value: unknown }) {
  const { t, local, number, dateTime } = useTexts();
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
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
  if (isData(value)) {
    return isText(value) ? local(value as LocalText) : isFact(value) ? <Fact of={value} /> : <DataView data={value} />;
  }
  const text = String(value);
  return iso.test(text) ? dateTime(text) : text;
}

function Fact({ of: { type, fact, reason } }: { of: { type: string; fact: Data; reason?: LocalText } }) {
  const { local } = useTexts();
  const { typeName, labels } = useFactNames();
  return (
    <details className="data-fact">
      <summary><strong>{typeName(type)}</strong> <span className="quiet">{local(reason)}</span></summary>
      <DataView data={fact} labels={labels(type)} />
    </details>
  );
}

interface Props {
  data: Data;
  labels?: Record<string, FieldNames>;
}

/** Names and values as people read them, whatever their shape. */
export function DataView({ data, labels = {} }: Props) {
  const { local } = useTexts();
  const { fieldName } = useFactNames();
  return (
    <dl className="data">
      {Object.entries(data).map(([name, value]) => (
        <div key={name} className={isLarge(value) ? 'data-large' : undefined}>
          <dt>{local(labels[name]?.label) || fieldName(name)}</dt>
          <dd>{local(labels[name]?.value(value)) || <Value value={value} />}</dd>
        </div>
      ))}
    </dl>
  );
}
