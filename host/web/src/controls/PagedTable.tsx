import { Button, Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/TextsContext';
import { ProblemNotice } from './ProblemNotice';
import { useCards } from './useCards';
import type { Pages } from './usePages';

interface Props<T> {
  pages: Pages<T>;
  columns: TableColumnsType<T>;
  rowKey: keyof T & string;
  empty: string;
  /** The rows that are chosen, and what a row is called to who cannot see it. */
  selection?: { keys: string[]; onChange: (keys: string[]) => void; nameOf?: (row: T) => string };
  expanded?: (row: T) => ReactNode;
  /** Whether rows become cards on a phone. */
  cards?: boolean;
}

/** A list as a table, with what follows one button away and why it is not there in words. */
export function PagedTable<T extends object>({ pages, columns, rowKey, empty, selection, expanded, cards = false }: Props<T>) {
  const { t } = useTexts();
  const shown = useCards(columns, cards);
  const waits = pages.loading && pages.items.length === 0 && !pages.problem;
  return (
    <>
      <ProblemNotice problem={pages.problem} onRetry={pages.reload} />
      {(!pages.problem || pages.items.length > 0) && <Table<T> rowKey={rowKey} {...shown} size="middle"
        dataSource={pages.items} pagination={false} loading={waits} locale={{ emptyText: waits ? t('state.loading') : empty }}
        rowSelection={selection && { selectedRowKeys: selection.keys, onChange: (keys) => selection.onChange(keys as string[]),
          getTitleCheckboxProps: () => ({ 'aria-label': t('table.all') }),
          getCheckboxProps: (row) => ({ 'aria-label': t('table.one', { name: selection.nameOf?.(row) ?? String(row[rowKey]) }) }) }}
        expandable={expanded && { expandedRowRender: expanded }} />}
      <div className="row list-foot">
        {pages.more && <Button onClick={pages.more} loading={pages.loading}>{t('action.more')}</Button>}
        {pages.total ? <span className="quiet">{t('table.count', { n: pages.items.length, of: pages.total })}</span> : null}
      </div>
    </>
  );
}
