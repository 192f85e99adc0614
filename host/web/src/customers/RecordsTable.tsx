import { Tag } from 'antd';
import { useFactNames } from '../controls/factTypes';
import { saidAs } from '../controls/words';
import { useTexts } from '../texts/TextsContext';
import { compare, type CustomerRecord } from './comparison';

const colors = { same: 'green', different: 'red', unknown: 'default' };

/** Two channel records column by column; what is alike and what differs is said in words and marked. */
export function RecordsTable({ one, other }: { one: CustomerRecord; other: CustomerRecord }) {
  const { t, local, dateTime } = useTexts();
  const labels = useFactNames().labels('CustomerSource');
  const shown = (name: string, value: string) => {
    if (name === 'seenAt' && value) {
      return dateTime(value);
    }
    return (name === 'channel' ? local(labels[name]?.value?.(value)) || saidAs(value, t) : undefined) ?? (value || '—');
  };
  return (
    <div className="records-scroll" tabIndex={0} role="region" aria-label={t('merges.records')}>
      <table className="records">
        <thead>
          <tr>
            <th scope="col">{t('merges.field')}</th>
            <th scope="col">{t('merges.one')}</th>
            <th scope="col">{t('merges.other')}</th>
            <th scope="col">{t('merges.compared')}</th>
          </tr>
        </thead>
        <tbody>
          {compare(one, other).map((field) => (
            <tr key={field.name} className={`records-${field.how}`}>
              <th scope="row">{local(labels[field.name]?.label) || field.name}</th>
              <td>{shown(field.name, field.one)}</td>
              <td>{shown(field.name, field.other)}</td>
              <td>{field.how === 'unknown' ? '' : <Tag color={colors[field.how]}>{t(`merges.${field.how}`)}</Tag>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
