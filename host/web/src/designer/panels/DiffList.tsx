import { Empty, Tag } from 'antd';
import { useTexts } from '../../texts/TextsContext';
import { activityTitle } from '../graph/titles';
import { isSame, type DefinitionDiff } from '../graph/diff';

const colors = { added: 'green', removed: 'red', changed: 'gold' } as const;

export function DiffList({ diff, onChoose }: { diff: DefinitionDiff; onChoose?: (id: string) => void }) {
  const { t, local } = useTexts();
  if (isSame(diff)) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('diff.same')} />;
  }
  return (
    <ul className="diff-list">
      {diff.settings.map((name) => (
        <li key={name}>
          <Tag color="gold">{t('diff.changed')}</Tag>
          {t('diff.setting', { name })}
        </li>
      ))}
      {diff.activities.map(({ id, change, activity, properties }) => (
        <li key={id}>
          <Tag color={colors[change]}>{t(`diff.${change}`)}</Tag>
          <button type="button" className="link" onClick={() => onChoose?.(id)}>
            {local(activityTitle(activity))}
          </button>
          {properties.length > 0 && <span className="quiet"> {properties.join(', ')}</span>}
        </li>
      ))}
      {diff.connections.map(({ change, connection }, i) => (
        <li key={i}>
          <Tag color={colors[change]}>{t(`diff.${change}`)}</Tag>
          {connection.source.activity} · {connection.source.port ?? 'Done'} → {connection.target.activity}
        </li>
      ))}
    </ul>
  );
}
