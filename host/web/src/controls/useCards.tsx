import { Grid, type TableColumnsType, type TableColumnType } from 'antd';

function cellOf<T>({ dataIndex, render }: TableColumnType<T>, row: T, at: number): React.ReactNode {
  const value = typeof dataIndex === 'string' ? (row as Record<string, unknown>)[dataIndex] : undefined;
  return (render ? render(value, row, at) : value) as React.ReactNode;
}

/** On a phone, where many columns have no room beside one another, the cells of a row stand below one another with what they are. */
export function useCards<T>(columns: TableColumnsType<T>, wanted = true): { columns: TableColumnsType<T>; showHeader: boolean } {
  const wide = Grid.useBreakpoint().md ?? true;
  if (wide || !wanted) {
    return { columns, showHeader: true };
  }
  const card = (row: T, at: number) => (
    <dl className="data">
      {(columns as TableColumnType<T>[]).map((column) => ({ column, cell: cellOf(column, row, at) }))
        .filter(({ cell }) => cell !== null && cell !== undefined && cell !== false && cell !== '').map(({ column, cell }) => (
          <div key={String(column.key ?? column.dataIndex)}>
            <dt>{column.title as React.ReactNode}</dt>
            <dd>{cell}</dd>
          </div>
        ))}
    </dl>
  );
  return { columns: [{ key: 'card', render: (_, row, at) => card(row, at) }], showHeader: false };
}
