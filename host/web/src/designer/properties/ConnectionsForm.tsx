import { Button, Select } from 'antd';
import { DeleteOutlined } from '@ant-design/icons';
import { useTexts } from '../../texts/TextsContext';
import { outcomeName } from '../diagram/names';
import { connectionsOf } from '../graph/container';
import { isFlowchart, type Activity } from '../graph/definition';
import { connect, disconnect } from '../graph/edits';
import { outcomesOf } from '../graph/ports';
import { activityTitle } from '../graph/titles';
import { useEditor } from '../editor/EditorContext';

/** Where each outcome leads: what the lines of the canvas show, for the keyboard. */
export function ConnectionsForm({ activity }: { activity: Activity }) {
  const texts = useTexts();
  const { t } = texts;
  const { store, catalogue, container, path } = useEditor();
  if (!isFlowchart(container)) {
    return null;
  }
  const connections = connectionsOf(container);
  const outcomes = outcomesOf(activity, catalogue.find(activity.type), connections);
  const targets = (container.activities ?? []).map((a) => ({ value: a.id, label: texts.local(activityTitle(a)) }));
  const nameOf = (id: string) => targets.find((x) => x.value === id)?.label ?? id;
  return (
    <section>
      <h3>{t('designer.connections')}</h3>
      {outcomes.length === 0 && <p className="quiet">{t('designer.endsHere')}</p>}
      {outcomes.map((port) => {
        const from = connections.filter((c) => c.source.activity === activity.id && (c.source.port ?? 'Done') === port);
        return (
          <div key={port} className="connections">
            <strong>{outcomeName(port, texts, activity)}</strong>
            <ul>
              {from.map((c) => (
                <li key={c.target.activity}>
                  <span className="connection-name">→ {nameOf(c.target.activity)}</span>
                  <Button type="text" size="small" icon={<DeleteOutlined />} onClick={() => store.edit((d) => disconnect(d, path, [c]))}
                    aria-label={t('designer.disconnect', { name: nameOf(c.target.activity) })} />
                </li>
              ))}
            </ul>
            <Select size="small" className="fill" value={null} placeholder={t('designer.connectTo')} options={targets}
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t('designer.connectFrom', { port: outcomeName(port, texts, activity) })}
              onChange={(target: string | null) => target && store.edit((d) => connect(d, path, {
                source: { activity: activity.id, port }, target: { activity: target, port: 'In' },
              }))} />
          </div>
        );
      })}
    </section>
  );
}
