import { cloneElement, isValidElement } from 'react';
import type { TablePaginationConfig } from 'antd';
import { useTexts } from '../texts/TextsContext';

/** A long table in sheets of so many rows; the two buttons that leaf through it say so. */
export function useSheets(pageSize: number): TablePaginationConfig {
  const { t } = useTexts();
  return {
    pageSize, hideOnSinglePage: true, showSizeChanger: false,
    itemRender: (_, kind, button) => ((kind === 'prev' || kind === 'next') && isValidElement<{ 'aria-label'?: string }>(button)
      ? cloneElement(button, { 'aria-label': t(kind === 'prev' ? 'table.before' : 'table.after') }) : button),
  };
}
