import type { ReactNode } from 'react';
import { useTexts } from '../texts/TextsContext';
import { sentence, type Data } from './data';
import { useFactNames, withWords, type FieldNames } from './factTypes';
import { wordOf } from './words';

interface Props {
  rows: Data[];
  labels?: Record<string, FieldNames>;
  /** How a value is shown. */
  cell: (value: unknown, names: FieldNames | undefined) => ReactNode;
}

/** Things of the same kind, a row each; figures under one another. */
export function DataTable({ rows, labels, cell }: Props) {
  const { t, local } = useTexts();
  const facts = useFactNames();
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const known = { ...facts.labels(facts.typeOf(Object.fromEntries(columns.map((name) => [name, undefined])))), ...labels };
  const title = (name: string) => local(known[name]?.label) || (wordOf(name, t) ?? facts.fieldName(name) ?? sentence(name));
  const figures = new Set(columns.filter((name) => rows.some((row) => typeof row[name] === 'number')));
  return (
    <div className="data-table" tabIndex={0} role="region" aria-label={t('data.table', { n: rows.length })}>
      <table>
        <thead>
          <tr>
            {columns.map((name) => <th key={name} scope="col" className={figures.has(name) ? 'figure' : undefined}>{title(name)}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {columns.map((name) => (
                <td key={name} className={figures.has(name) ? 'figure' : undefined}>
                  {cell(row[name], withWords(name, known[name], facts))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
