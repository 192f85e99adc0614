import { useMemo } from 'react';
import { Empty, Tag } from 'antd';
import { useTexts } from '../../texts/TextsContext';
import { outcomeName } from '../diagram/names';
import { walk, type Definition } from '../graph/definition';
import { activityTitle } from '../graph/titles';
import { isSame, type DefinitionDiff } from '../graph/diff';

const colors = { added: 'green', removed: 'red', changed: 'gold' } as const;

interface Props {
  diff: DefinitionDiff;
  /** Where names of activities are found, the newer first. */
  of: readonly Definition[];
  onChoose?: (id: string) => void;
}

export function DiffList({ diff, of, onChoose }: Props) {
  const texts = useTexts();
  const { t, local } = texts;
  const byId = useMemo(() => new Map(of.toReversed().flatMap((d) => [...walk(d.root)]).map((w) => [w.activity.id, w.activity])), [of]);
  const nameOf = (id: string) => {
    const activity = byId.get(id);
    return activity ? local(activityTitle(activity)) : id;
  };
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
          {onChoose
            ? <button type="button" className="link" onClick={() => onChoose(id)}>{local(activityTitle(activity))}</button>
            : local(activityTitle(activity))}
          {properties.length > 0 && <span className="quiet"> {properties.join(', ')}</span>}
        </li>
      ))}
      {diff.connections.map(({ change, connection }, i) => (
        <li key={i}>
          <Tag color={colors[change]}>{t(`diff.${change}`)}</Tag>
          {nameOf(connection.source.activity)}{' · '}
          {outcomeName(connection.source.port ?? 'Done', texts, byId.get(connection.source.activity))}
          {' → '}{nameOf(connection.target.activity)}
        </li>
      ))}
    </ul>
  );
}
