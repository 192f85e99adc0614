import { useEffect, useMemo, type ReactNode } from 'react';
import { Button, Empty, Input, Tooltip } from 'antd';
import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Finding } from '../api/problem';
import type { TextKey } from '../texts/dictionary';
import { useTexts, type LocalText } from '../texts/TextsContext';
import { rules } from './server';
import { cellIn, gridsOf, rowsOf, withGrid, type RuleGrid } from './tables';

const policies: Partial<Record<string, TextKey>> = {
  unique: 'rules.policy.unique', first: 'rules.policy.first', any: 'rules.policy.any', priority: 'rules.policy.priority',
  'rule order': 'rules.policy.ruleOrder', 'output order': 'rules.policy.outputOrder', collect: 'rules.policy.collect',
  'collect sum': 'rules.policy.sum', 'collect count': 'rules.policy.count', 'collect min': 'rules.policy.min',
  'collect max': 'rules.policy.max',
};

/** What people call a column: its text, else what stands in the file. */
function nameOf(grid: RuleGrid, column: number, local: (text: LocalText) => string): string {
  const label = grid.labels[column];
  return (label && local(label)) || (grid.columns[column] ?? '');
}

interface Props {
  name: string;
  text: string;
  onChange: (text: string) => void;
  findings: Finding[];
  onFindings: (findings: Finding[]) => void;
  readOnly: boolean;
  /** What exchanges a table with files. */
  filesOf: (table: string) => ReactNode;
}

/** The decision tables of a file as grids; what is wrong with a cell stands at the cell, gaps and overlaps beneath. */
export function GridEditor(props: Props) {
  const { name, text, onFindings } = props;
  const { t } = useTexts();
  const grids = useMemo(() => gridsOf(text), [text]);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => void rules.diagnostics(name, text, abort.signal).then(onFindings, () => undefined), 400);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [name, text, onFindings]);
  if (grids.length === 0) {
    return <Empty description={t('rules.noTables')} />;
  }
  return <div className="stack">{grids.map((grid) => <Grid key={grid.name} grid={grid} {...props} />)}</div>;
}

function Grid({ grid, text, onChange, findings, readOnly, filesOf }: Props & { grid: RuleGrid }) {
  const { t, local } = useTexts();
  const rows = rowsOf(grid);
  const last = grid.rows.at(-1)?.line ?? grid.firstRow;
  const inside = findings.filter((f) => (f.place?.line ?? 0) >= grid.line && (f.place?.line ?? 0) <= last);
  const put = (next: string[][]) => onChange(withGrid(text, grid, next));
  return (
    <section className="panel" aria-label={grid.name}>
      <div className="row grid-head">
        <h2>
          {(grid.label && local(grid.label)) || grid.name}{' '}
          <span className="quiet grid-policy">
            <span className="mono">{grid.name}</span> · {t(policies[grid.policy] ?? 'rules.policy.unique')}
          </span>
        </h2>
        {filesOf(grid.name)}
      </div>
      <div className="grid-scroll">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">#</th>
              {grid.columns.map((c, i) => <th scope="col" key={i} title={c}>{nameOf(grid, i, local)}</th>)}
              <th scope="col">{t('rules.row')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((_, r) => <Row key={r} grid={grid} rows={rows} row={r} findings={inside} readOnly={readOnly} onChange={put} />)}
          </tbody>
        </table>
      </div>
      <Button size="small" icon={<PlusOutlined />} disabled={readOnly}
        onClick={() => put([...rows, grid.columns.map((_, i) => (i < grid.inputs ? '-' : ''))])}>{t('form.addRow')}</Button>
      <ul className="grid-findings">
        {inside.map((f, i) => <li key={i} className={f.severity === 'error' ? 'bad' : 'warn'}>{local(f.message)} {local(f.nextStep)}</li>)}
      </ul>
    </section>
  );
}

interface RowProps {
  grid: RuleGrid;
  rows: string[][];
  row: number;
  findings: Finding[];
  readOnly: boolean;
  onChange: (rows: string[][]) => void;
}

function Row({ grid, rows, row, findings, readOnly, onChange }: RowProps) {
  const { t, local } = useTexts();
  const cells = rows[row]!;
  const wrongAt = (column: number) => findings.find((f) => {
    const cell = cellIn(grid, f.place?.line ?? 0, f.place?.column ?? 0);
    return cell?.row === row && cell.column === column;
  });
  const change = (column: number, cell: string) => onChange(rows.with(row, cells.with(column, cell)));
  return (
    <tr>
      <th scope="row">{row + 1}</th>
      {cells.map((cell, c) => {
        const wrong = wrongAt(c);
        return (
          <td key={c} className={c >= grid.inputs ? 'grid-out' : undefined}>
            <Tooltip title={wrong && local(wrong.message)}>
              <Input variant="borderless" className="mono" value={cell} readOnly={readOnly} status={wrong ? 'error' : undefined}
                aria-label={t('rules.cell', { column: nameOf(grid, c, local), row: row + 1 })} aria-invalid={wrong !== undefined}
                onChange={(e) => change(c, e.target.value)} />
            </Tooltip>
          </td>
        );
      })}
      <td className="grid-verbs">
        <Button type="text" size="small" icon={<CopyOutlined />} disabled={readOnly} aria-label={t('rules.copyRow', { n: row + 1 })}
          onClick={() => onChange(rows.toSpliced(row + 1, 0, cells))} />
        <Button type="text" size="small" icon={<DeleteOutlined />} disabled={readOnly} aria-label={t('rules.removeRow', { n: row + 1 })}
          onClick={() => onChange(rows.toSpliced(row, 1))} />
      </td>
    </tr>
  );
}
