/** What people call something, where the file gives it a name. */
type Label = { en: string; zh: string } | undefined;

/** A decision table as it stands in a rule file: pipes around cells, a double pipe before the results. */
export interface RuleGrid {
  name: string;
  label: Label;
  /** The hit policy in the words of the file; unique where none stands. */
  policy: string;
  /** The line of "table", from 1. */
  line: number;
  /** The first line of pipes, from 1. */
  firstRow: number;
  /** How many cells stand before the double pipe. */
  inputs: number;
  columns: string[];
  labels: Label[];
  rows: GridRow[];
}

export interface GridRow {
  line: number;
  cells: GridCell[];
}

export interface GridCell {
  text: string;
  /** Columns of the line that the cell's text covers, from 1; the end is behind its last character. */
  from: number;
  to: number;
}

const quoted = '"((?:[^"\\\\]|\\\\.)*)"(?:\\s+zh\\s+"((?:[^"\\\\]|\\\\.)*)")?';
const headPattern = new RegExp(`^\\s*table\\s+([\\p{L}_][\\p{L}\\p{N}_]*)(?:\\s+${quoted})?(.*)$`, 'u');
const setPattern = new RegExp(`^\\s*rules\\s+\\S+\\s+${quoted}`, 'm');
// The text at the end of a column's line, unless it is the last of its values or its unit.
const columnPattern = new RegExp(`^\\s*(\\S+)\\s.*?(?<!(?:,|\\bof|\\bunit|\\bzh)\\s*)${quoted}\\s*$`);

const labelFrom = (en: string | undefined, zh: string | undefined): Label => (en === undefined ? undefined : { en, zh: zh ?? en });

/** What a rule file calls itself; undefined where it has no name for people. */
export function labelOf(text: string): Label {
  const found = setPattern.exec(text);
  return labelFrom(found?.[1], found?.[2]);
}

/** The cells of a line of pipes, and how many stand before the double pipe. A pipe within a text is not one. */
export function cellsOf(line: string): { cells: GridCell[]; inputs: number } {
  const cells: GridCell[] = [];
  let inputs = -1;
  let start = -1;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const c = line[at];
    if (quoted && c === '\\') {
      at++;
    } else if (c === '"') {
      quoted = !quoted;
    } else if (c === '|' && !quoted) {
      if (start >= 0) {
        cells.push(cellAt(line, start, at));
      }
      if (line[at + 1] === '|') {
        inputs = inputs < 0 ? cells.length : inputs;
        at++;
      }
      start = at + 1;
    }
  }
  return { cells, inputs: inputs < 0 ? cells.length : inputs };
}

function cellAt(line: string, start: number, end: number): GridCell {
  const raw = line.slice(start, end);
  const text = raw.trim();
  const from = text ? start + raw.indexOf(text[0]!) : Math.min(start + 1, end);
  return { text, from: from + 1, to: from + 1 + text.length };
}

const isRow = (line: string | undefined) => line !== undefined && /^\s*\|/.test(line);

/** Every decision table of a rule file's text. */
export function gridsOf(text: string): RuleGrid[] {
  const lines = text.split('\n');
  const grids: RuleGrid[] = [];
  lines.forEach((line, i) => {
    const head = headPattern.exec(line);
    const first = head ? lines.findIndex((l, n) => n > i && isRow(l)) : -1;
    const between = first < 0 ? [] : lines.slice(i + 1, first);
    if (!head || first < 0 || between.some((l) => /^\S/.test(l))) {
      return;
    }
    let last = first;
    while (isRow(lines[last + 1])) {
      last++;
    }
    const { cells, inputs } = cellsOf(lines[first]!);
    const columns = cells.map((c) => c.text);
    const named = new Map(between.map((l) => columnPattern.exec(l)).filter((m) => m !== null)
      .map((m) => [m[1]!, labelFrom(m[2], m[3])]));
    const rows = lines.slice(first + 1, last + 1).map((l, n) => ({ line: first + 2 + n, cells: cellsOf(l).cells }));
    grids.push({
      name: head[1]!,
      label: labelFrom(head[2], head[3]),
      policy: head[4]!.trim() || 'unique',
      line: i + 1,
      firstRow: first + 1,
      inputs,
      columns,
      labels: columns.map((c) => named.get(c)),
      rows,
    });
  });
  return grids;
}

/** How many places a text takes in a fixed-width face: Chinese characters take two. */
const width = (text: string) => [...text].reduce((n, c) => n + (c.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
const padded = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)));

/** The text with a table written anew, its columns aligned. */
export function withGrid(text: string, grid: RuleGrid, rows: string[][]): string {
  const all = [grid.columns, ...rows.map((r) => grid.columns.map((_, i) => (r[i] ?? '').replaceAll('\n', ' ').trim()))];
  const widths = grid.columns.map((_, i) => Math.max(...all.map((r) => width(r[i]!))));
  const lines = text.split('\n');
  const indent = /^\s*/.exec(lines[grid.firstRow - 1]!)![0];
  const written = all.map((row) => {
    const cells = row.map((c, i) => `${i === grid.inputs && grid.inputs > 0 ? '||' : '|'} ${padded(c, widths[i]!)} `);
    return `${indent}${cells.join('')}|`;
  });
  lines.splice(grid.firstRow - 1, grid.rows.length + 1, ...written);
  return lines.join('\n');
}

export const rowsOf = (grid: RuleGrid) => grid.rows.map((r) => grid.columns.map((_, i) => r.cells[i]?.text ?? ''));

/** The rows with one of them in another place; the same rows where there is no such place. */
export const withRowAt = (rows: string[][], from: number, to: number) =>
  to < 0 || to >= rows.length ? rows : rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]!);

/** The cell that a place of the text lies in. */
export function cellIn(grid: RuleGrid, line: number, column: number): { row: number; column: number } | undefined {
  const row = grid.rows.findIndex((r) => r.line === line);
  const cell = grid.rows[row]?.cells.findIndex((c) => column >= c.from - 1 && column <= c.to) ?? -1;
  return row >= 0 && cell >= 0 ? { row, column: cell } : undefined;
}

/** What is told of a table with its columns called as in the heading: "Amount = 400" where the file says "amount = 400". */
export function toldIn(grid: RuleGrid, text: string, nameOf: (column: number) => string): string {
  return text.replace(/[\p{L}_][\p{L}\p{N}_]*(?= = )/gu, (name) => {
    const column = grid.columns.indexOf(name);
    return column < 0 ? name : nameOf(column);
  });
}
