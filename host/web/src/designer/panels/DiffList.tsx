import { useMemo } from 'react';
import { Empty, Tag } from 'antd';
import type { TextKey } from '../../texts/dictionary';
import { useTexts } from '../../texts/TextsContext';
import { outcomeName } from '../diagram/names';
import { useEditor } from '../editor/EditorContext';
import { walk, type Activity, type Definition } from '../graph/definition';
import { activityTitle } from '../graph/titles';
import { isSame, type DefinitionDiff } from '../graph/diff';

/** What parts of a definition are called, where it is not what they are called in files. */
const settings: Record<string, TextKey> = {
  name: 'designer.name', description: 'designer.description', variables: 'designer.variables', inputs: 'designer.inputs',
  outputs: 'designer.workflowOutputs', outcomes: 'designer.outcomes', customProperties: 'diff.words',
};

const own: Record<string, TextKey> = { displayText: 'designer.displayText', canStartWorkflow: 'designer.canStart' };

const colors = { added: 'green', removed: 'red', changed: 'gold' } as const;

interface Props {
  diff: DefinitionDiff;
  /** Where names of activities are found, the newer first. */
  of: readonly Definition[];
  onChoose?: (id: string) => void;
}

export function DiffList({ diff, of, onChoose }: Props) {
  const { catalogue } = useEditor();
  const texts = useTexts();
  const { t, local } = texts;
  const byId = useMemo(() => new Map(of.toReversed().flatMap((d) => [...walk(d.root)]).map((w) => [w.activity.id, w.activity])), [of]);
  const nameOf = (id: string) => {
    const activity = byId.get(id);
    return activity ? local(activityTitle(activity)) : id;
  };
  const namesOf = ({ type }: Activity, properties: string[]) => {
    const { inputs, outputs } = catalogue.find(type);
    const nameOfOne = (name: string) =>
      name in own ? t(own[name]!) : local([...inputs, ...outputs].find((one) => one.property === name)?.label) || name;
    return properties.map(nameOfOne).join(texts.language === 'zh' ? '、' : ', ');
  };
  if (isSame(diff)) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('diff.same')} />;
  }
  return (
    <ul className="diff-list">
      {diff.settings.map((name) => (
        <li key={name}>
          <Tag color="gold">{t('diff.changed')}</Tag>
          {t('diff.setting', { name: name in settings ? t(settings[name]!) : name })}
        </li>
      ))}
      {diff.activities.map(({ id, change, activity, properties }) => (
        <li key={id}>
          <Tag color={colors[change]}>{t(`diff.${change}`)}</Tag>
          {onChoose
            ? <button type="button" className="link" onClick={() => onChoose(id)}>{local(activityTitle(activity))}</button>
            : local(activityTitle(activity))}
          {properties.length > 0 && <span className="quiet"> {namesOf(activity, properties)}</span>}
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
