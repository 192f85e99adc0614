import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button, Empty, Input, Tooltip, type InputProps } from 'antd';
import {
  ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, PlusOutlined, RedoOutlined, UndoOutlined,
} from '@ant-design/icons';
import type { Finding } from '../api/problem';
import type { TextKey } from '../texts/dictionary';
import { useTexts, type LocalText } from '../texts/TextsContext';
import { cellIn, gridsOf, rowsOf, toldIn, withGrid, withRowAt, type RuleGrid } from './tables';

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
  text: string;
  /** Changes with the same key, one after the other, are one step to undo. */
  onChange: (text: string, key?: string) => void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  findings: Finding[];
  readOnly: boolean;
  /** What exchanges a table with files. */
  filesOf: (table: string) => ReactNode;
}

/** The decision tables of a file as grids; what is wrong with a cell stands at the cell, gaps and overlaps beneath. */
export function GridEditor(props: Props) {
  const { text, undo, redo, readOnly } = props;
  const { t } = useTexts();
  const grids = useMemo(() => gridsOf(text), [text]);
  if (grids.length === 0) {
    return <Empty description={t('rules.noTables')} />;
  }
  return (
    <div className="stack">
      <div className="row">
        <Button size="small" icon={<UndoOutlined />} disabled={readOnly || !undo} onClick={undo}>{t('designer.undo')}</Button>
        <Button size="small" icon={<RedoOutlined />} disabled={readOnly || !redo} onClick={redo}>{t('designer.redo')}</Button>
        <span className="quiet">{t('rules.gridKeys')}</span>
      </div>
      {grids.map((grid) => <Grid key={grid.name} grid={grid} {...props} />)}
    </div>
  );
}

/** Gives the focus to a cell once the rows are drawn as they are now. */
function useCellFocus(rows: string[][]) {
  const table = useRef<HTMLTableElement>(null);
  const wanted = useRef<{ row: number; column: number }>(undefined);
  const focus = () => {
    const { row = 0, column = 0 } = wanted.current ?? {};
    const cell = table.current?.tBodies[0]?.rows[row]?.querySelectorAll<HTMLElement>('td input')[column];
    if (wanted.current && cell) {
      wanted.current = undefined;
      cell.focus();
    }
  };
  useEffect(focus, [rows]);
  return {
    table,
    /** The cell to go to: at once, or where it is yet to come, with the next change. */
    goTo: (row: number, column: number, isThere = true) => {
      wanted.current = { row, column };
      if (isThere) {
        focus();
        wanted.current = undefined;
      }
    },
  };
}

function Grid({ grid, text, onChange, findings, readOnly, filesOf }: Props & { grid: RuleGrid }) {
  const { t, local } = useTexts();
  const rows = useMemo(() => rowsOf(grid), [grid]);
  const { table, goTo } = useCellFocus(rows);
  const last = grid.rows.at(-1)?.line ?? grid.firstRow;
  const inside = findings.filter((f) => (f.place?.line ?? 0) >= grid.line && (f.place?.line ?? 0) <= last);
  const put = (next: string[][], key?: string) => next !== rows && onChange(withGrid(text, grid, next), key && `${grid.name}.${key}`);
  const add = () => {
    goTo(rows.length, 0, false);
    put([...rows, grid.columns.map((_, i) => (i < grid.inputs ? '-' : ''))]);
  };
  const move = (row: number, to: number, column: number) => {
    goTo(to, column, false);
    put(withRowAt(rows, row, to));
  };
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
        <table className="grid" ref={table}>
          <thead>
            <tr>
              <th scope="col">#</th>
              {grid.columns.map((c, i) => <th scope="col" key={i} title={c}>{nameOf(grid, i, local)}</th>)}
              <th scope="col">{t('rules.row')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((_, r) => <Row key={r} grid={grid} rows={rows} row={r} findings={inside} readOnly={readOnly} onChange={put}
              onAdd={add} onMove={move} onGo={goTo} />)}
          </tbody>
        </table>
      </div>
      <Button size="small" icon={<PlusOutlined />} disabled={readOnly} onClick={add}>{t('form.addRow')}</Button>
      <ul className="grid-findings">
        {inside.map((f, i) => (
          <li key={i} className={f.severity === 'error' ? 'bad' : 'warn'}>
            {toldIn(grid, local(f.message), (column) => nameOf(grid, column, local))} {local(f.nextStep)}
          </li>
        ))}
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
  onChange: (rows: string[][], key?: string) => void;
  onAdd: () => void;
  onMove: (row: number, to: number, column: number) => void;
  onGo: (row: number, column: number, isThere?: boolean) => void;
}

/** The keys of a spreadsheet: up and down, Enter to the next row or a new one, Alt with them to move the row. */
function useGridKeys({ rows, row, readOnly, onAdd, onMove, onGo }: RowProps) {
  return (event: React.KeyboardEvent<HTMLInputElement>, column: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.nativeEvent.isComposing || (by === 0 && event.key !== 'Enter')) {
      return;
    }
    event.preventDefault();
    if (by !== 0 && event.altKey) {
      if (!readOnly) {
        onMove(row, row + by, column);
      }
    } else if (by === 0 && row === rows.length - 1 && !event.shiftKey) {
      if (!readOnly) {
        onAdd();
      }
    } else {
      onGo(row + (by || (event.shiftKey ? -1 : 1)), column);
    }
  };
}

interface CellProps extends Pick<InputProps, 'onKeyDown'> {
  text: string;
  label: string;
  isWrong: boolean;
  readOnly: boolean;
  onChange: (text: string) => void;
}

/** A cell says what is typed in it while it has the focus: the file knows no spaces at its ends. */
function Cell({ text, label, isWrong, readOnly, onChange, ...rest }: CellProps) {
  const [typed, setTyped] = useState<string>();
  const shown = typed?.trim() === text ? typed : text;
  return (
    <Input {...rest} variant="borderless" className="mono" value={shown} readOnly={readOnly} status={isWrong ? 'error' : undefined}
      aria-label={label} aria-invalid={isWrong} onBlur={() => setTyped(undefined)}
      onChange={(e) => {
        setTyped(e.target.value);
        onChange(e.target.value);
      }} />
  );
}

function Row(props: RowProps) {
  const { grid, rows, row, findings, readOnly, onChange, onMove, onGo } = props;
  const { t, local } = useTexts();
  const keys = useGridKeys(props);
  const cells = rows[row]!;
  const wrongAt = (column: number) => findings.find((f) => {
    const cell = cellIn(grid, f.place?.line ?? 0, f.place?.column ?? 0);
    return cell?.row === row && cell.column === column;
  });
  const change = (column: number, cell: string) => onChange(rows.with(row, cells.with(column, cell)), `${row}.${column}`);
  const remove = () => {
    onGo(Math.min(row, rows.length - 2), 0, false);
    onChange(rows.toSpliced(row, 1));
  };
  const verbs = [
    { text: t('rules.rowUp', { n: row + 1 }), icon: <ArrowUpOutlined />, off: row === 0, do: () => onMove(row, row - 1, 0) },
    { text: t('rules.rowDown', { n: row + 1 }), icon: <ArrowDownOutlined />, off: row + 1 === rows.length,
      do: () => onMove(row, row + 1, 0) },
    { text: t('rules.copyRow', { n: row + 1 }), icon: <CopyOutlined />, off: false, do: () => onChange(rows.toSpliced(row + 1, 0, cells)) },
    { text: t('rules.removeRow', { n: row + 1 }), icon: <DeleteOutlined />, off: false, do: remove },
  ];
  return (
    <tr>
      <th scope="row">{row + 1}</th>
      {cells.map((cell, c) => {
        const wrong = wrongAt(c);
        return (
          <td key={c} className={c >= grid.inputs ? 'grid-out' : undefined}>
            <Tooltip title={wrong && local(wrong.message)}>
              <Cell text={cell} isWrong={wrong !== undefined} readOnly={readOnly} onChange={(next) => change(c, next)}
                label={t('rules.cell', { column: nameOf(grid, c, local), row: row + 1 })} onKeyDown={(e) => keys(e, c)} />
            </Tooltip>
          </td>
        );
      })}
      <td className="grid-verbs">
        {verbs.map((v) => (
          <Button key={v.text} type="text" size="small" icon={v.icon} disabled={readOnly || v.off} aria-label={v.text} title={v.text}
            onClick={v.do} />
        ))}
      </td>
    </tr>
  );
}
