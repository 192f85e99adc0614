import { useEffect, useMemo } from 'react';
import { Button, Empty, Input, Tooltip } from 'antd';
import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Finding } from '../api/problem';
import { useTexts } from '../texts/TextsContext';
import { rules } from './server';
import { cellIn, gridsOf, rowsOf, withGrid, type RuleGrid } from './tables';

interface Props {
  name: string;
  text: string;
  onChange: (text: string) => void;
  findings: Finding[];
  onFindings: (findings: Finding[]) => void;
  readOnly: boolean;
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

function Grid({ grid, text, onChange, findings, readOnly }: Props & { grid: RuleGrid }) {
  const { t, local } = useTexts();
  const rows = rowsOf(grid);
  const last = grid.rows.at(-1)?.line ?? grid.firstRow;
  const inside = findings.filter((f) => (f.place?.line ?? 0) >= grid.line && (f.place?.line ?? 0) <= last);
  const placed = inside.map((finding) => ({ finding, cell: cellIn(grid, finding.place?.line ?? 0, finding.place?.column ?? 0) }));
  const put = (next: string[][]) => onChange(withGrid(text, grid, next));
  const change = (row: number, column: number, cell: string) => put(rows.map((r, i) => (i === row ? r.with(column, cell) : r)));
  return (
    <section className="panel" aria-label={grid.name}>
      <h2>
        {grid.name} <span className="quiet">{grid.head}</span>
      </h2>
      <div className="grid-scroll">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">#</th>
              {grid.columns.map((c, i) => (
                <th scope="col" key={i} className={i >= grid.inputs ? 'grid-out' : undefined}>
                  {c}
                </th>
              ))}
              <th scope="col">{t('rules.row')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={r}>
                <th scope="row">{r + 1}</th>
                {row.map((cell, c) => {
                  const wrong = placed.find((p) => p.cell?.row === r && p.cell.column === c)?.finding;
                  return (
                    <td key={c} className={c >= grid.inputs ? 'grid-out' : undefined}>
                      <Tooltip title={wrong && local(wrong.message)}>
                        <Input
                          variant="borderless"
                          className="mono"
                          value={cell}
                          readOnly={readOnly}
                          status={wrong ? 'error' : undefined}
                          aria-label={t('rules.cell', { column: grid.columns[c] ?? '', row: r + 1 })}
                          aria-invalid={wrong !== undefined}
                          onChange={(e) => change(r, c, e.target.value)}
                        />
                      </Tooltip>
                    </td>
                  );
                })}
                <td className="grid-verbs">
                  <Button
                    type="text"
                    size="small"
                    icon={<CopyOutlined />}
                    disabled={readOnly}
                    aria-label={t('rules.copyRow', { n: r + 1 })}
                    onClick={() => put(rows.toSpliced(r + 1, 0, row))}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    disabled={readOnly}
                    aria-label={t('rules.removeRow', { n: r + 1 })}
                    onClick={() => put(rows.toSpliced(r, 1))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={readOnly}
        onClick={() => put([...rows, grid.columns.map((_, i) => (i < grid.inputs ? '-' : ''))])}
      >
        {t('form.addRow')}
      </Button>
      <ul className="grid-findings">
        {inside.map((f, i) => (
          <li key={i} className={f.severity === 'error' ? 'bad' : 'warn'}>
            {local(f.message)} {local(f.nextStep)}
          </li>
        ))}
      </ul>
    </section>
  );
}
