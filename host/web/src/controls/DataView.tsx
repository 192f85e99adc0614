import { useTexts, type LocalText, type Texts } from '../texts/TextsContext';
import { DataTable } from './DataTable';
import { DataValue } from './DataValue';
import { areWords, isData, isFact, isLarge, readJson, rowsOf, sentence, type Data } from './data';
import { wordOf } from './words';
import { useFactNames, withWords, type FactNames, type FieldNames } from './factTypes';

interface Props {
  data: Data;
  labels?: Record<string, FieldNames>;
}

/** Names and values as people read them, whatever their shape. */
export function DataView({ data, labels }: Props) {
  const { t, local } = useTexts();
  const facts = useFactNames();
  const known = { ...facts.labels(facts.typeOf(data)), ...labels };
  const shown = Object.entries(data).map(([name, value]) => [name, readJson(value)] as const)
    .map(([name, value]) => ({ name, value, called: local(known[name]?.label) || nameOf(name, value, facts, t) }))
    // What is not there and has no name tells nobody anything.
    .filter(({ value, called }) => called !== undefined || (value !== null && value !== undefined));
  return (
    <dl className="data">
      {shown.map(({ name, value, called }) => (
        <div key={name} className={isLarge(value) ? 'data-large' : undefined}>
          <dt>{called ?? sentence(name)}</dt>
          <dd><DataEntry value={value} names={withWords(name, known[name], facts)} /></dd>
        </div>
      ))}
    </dl>
  );
}

/** What something is called for which nobody has a label: by what it is, or by what a field or type of that name is called elsewhere. */
export function nameOf(name: string, value: unknown, facts: FactNames, t: Texts['t']): string | undefined {
  const { typeName, typeOf, typeCalled, fieldName } = facts;
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (Array.isArray(value) && value.length > 0 && value.every((v) => isData(v) && isFact(v))) {
    return t('data.reasons');
  }
  const singular = name.replace(/s$/, '');
  const type = isData(one) ? typeOf(one) ?? typeCalled(name) ?? typeCalled(singular) : typeCalled(name);
  const byType = type && typeName(type);
  return isData(one) && byType ? byType : wordOf(name, t) ?? fieldName(name) ?? byType;
}

/** A value of any shape. */
export function DataEntry({ value, names }: { value: unknown; names?: FieldNames }) {
  const rows = rowsOf(value);
  if (rows) {
    return <DataTable rows={rows} labels={names?.inside} cell={(cell, column) => <DataEntry value={cell} names={column} />} />;
  }
  if (Array.isArray(value) && value.length === 1) {
    return <DataEntry value={value[0]} names={names} />;
  }
  if (Array.isArray(value) && value.length > 0) {
    return (
      <ul className={areWords(value) ? 'data-words' : 'data-list'}>
        {value.map((v, i) => <li key={i}><DataEntry value={v} names={names} /></li>)}
      </ul>
    );
  }
  if (isData(value) && isFact(value)) {
    return <Fact of={value} />;
  }
  return isData(value) && isLarge(value)
    ? <DataView data={value} labels={names?.inside} />
    : <DataValue value={value} names={names} />;
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
