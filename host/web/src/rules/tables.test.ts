import { describe, expect, it } from 'vitest';
import { cellIn, cellsOf, gridsOf, labelOf, rowsOf, toldIn, withGrid, withRowAt } from './tables';

const text = [
  'rules pay "Pay"',
  '',
  'table commissionRate "Commission rate" zh "提成比例"   first',
  '  post       string one of "pre-sales CS", "a | b" "Post" zh "岗位"',
  '  attainment number unit "yuan"',
  '  | post           | attainment || rate |',
  '  | "pre-sales CS" | < 0.8 || 0.005 |',
  '  | "a | b" | - || 0 |',
  '',
  'rule next "Next"',
  '  when',
].join('\n');
const [grid] = gridsOf(text);

it('a file is called as its first line says', () => {
  expect(labelOf('# note\nrules pay "Pay" zh "薪酬"\n')).toEqual({ en: 'Pay', zh: '薪酬' });
  expect(labelOf('rules pay "Pay"')).toEqual({ en: 'Pay', zh: 'Pay' });
  expect(labelOf('rules pay')).toBeUndefined();
});

describe('tables', () => {
  it('are found with their columns, and the results are told from the conditions', () => {
    expect(grid).toMatchObject({ name: 'commissionRate', line: 3, firstRow: 6, inputs: 2, columns: ['post', 'attainment', 'rate'] });
    expect(grid).toMatchObject({ label: { en: 'Commission rate', zh: '提成比例' }, policy: 'first' });
    expect(grid!.labels).toEqual([{ en: 'Post', zh: '岗位' }, undefined, undefined]);
    expect(gridsOf('table t\n  kind string one of "a" zh "甲", "b" zh "乙"\n  | kind || x |')[0])
      .toMatchObject({ label: undefined, policy: 'unique', labels: [undefined, undefined] });
    expect(rowsOf(grid!)).toEqual([['"pre-sales CS"', '< 0.8', '0.005'], ['"a | b"', '-', '0']]);
  });

  it('keep a pipe within a text', () => {
    expect(cellsOf('| "x \\" | y" || 1 |').cells.map((c) => c.text)).toEqual(['"x \\" | y"', '1']);
  });

  it('are written aligned, Chinese characters counted double, and the rest of the file stays', () => {
    const next = withGrid(text, grid!, [['"售前客服"', '< 1', '0.01']]);
    expect(next.split('\n').slice(5, 8)).toEqual([
      '  | post       | attainment || rate |',
      '  | "售前客服" | < 1        || 0.01 |',
      '',
    ]);
    expect(next.split('\n').slice(-2)).toEqual(text.split('\n').slice(-2));
    expect(rowsOf(gridsOf(withGrid(text, grid!, rowsOf(grid!)))[0]!)).toEqual(rowsOf(grid!));
  });

  it('know the cell of a finding', () => {
    const { from } = grid!.rows[0]!.cells[1]!;
    expect(cellIn(grid!, 7, from)).toEqual({ row: 0, column: 1 });
    expect(cellIn(grid!, 10, 1)).toBeUndefined();
  });

  it('are told of by what their columns are called', () => {
    const called = (column: number) => ['岗位', '达成率', '比例'][column]!;
    expect(toldIn(grid!, '没有一行匹配 post = "post = 1", attainment = 0.8，rates = 1', called))
      .toBe('没有一行匹配 岗位 = "岗位 = 1", 达成率 = 0.8，rates = 1');
  });

  it('are not found where a file only speaks of one', () => {
    expect(gridsOf('table lonely "x"\nrule a\n  | a |')).toEqual([]);
    expect(gridsOf('')).toEqual([]);
  });

  it('moves a row, and none beyond the ends', () => {
    const rows = [['a'], ['b'], ['c']];
    expect(withRowAt(rows, 0, 2)).toEqual([['b'], ['c'], ['a']]);
    expect(withRowAt(rows, 2, 1)).toEqual([['a'], ['c'], ['b']]);
    expect(withRowAt(rows, 0, -1)).toBe(rows);
    expect(withRowAt(rows, 2, 3)).toBe(rows);
  });
});
