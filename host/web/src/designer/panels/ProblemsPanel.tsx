import { useMemo } from 'react';
import { Empty } from 'antd';
import '../../code/findings.css';
import { SeveritySign } from '../../code/SeveritySign';
import { useTexts } from '../../texts/TextsContext';
import { activityOf, inWords } from '../editor/marks';
import { useEditor } from '../editor/EditorContext';
import { useCommands } from '../editor/commands';
import { walk } from '../graph/definition';
import { activityTitle } from '../graph/titles';

const most = 200;

/** All that the check finds while one draws; a click, or Enter, shows the activity. */
export function ProblemsPanel() {
  const { t, local } = useTexts();
  const { findings, definition } = useEditor();
  const commands = useCommands();
  const byId = useMemo(() => new Map([...walk(definition.root)].map(({ activity }) => [activity.id, activity])), [definition.root]);
  if (findings.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('designer.noProblems')} />;
  }
  return (
    <>
      <ul className="findings">
        {findings.slice(0, most).map((f, i) => {
          const activity = byId.get(activityOf(f) ?? '');
          const title = local(activity && activityTitle(activity));
          const words = (
            <>
              <span>{activity ? inWords(local(f.message), activity.id, title) : local(f.message)}</span>
              {f.nextStep && <span className="quiet">{local(f.nextStep)}</span>}
              <span className="quiet">{activity && <strong>{title} · </strong>}<code>{f.code}</code></span>
            </>
          );
          return (
            <li key={i}>
              <SeveritySign of={f.severity} />
              {activity ? <button type="button" className="finding" onClick={() => commands.reveal(activity.id)}>{words}</button>
                : <div className="finding-words">{words}</div>}
            </li>
          );
        })}
      </ul>
      {findings.length > most && <p className="quiet">{t('designer.problems.more', { n: most })}</p>}
    </>
  );
}
