import { Button, Empty } from 'antd';
import { ExclamationCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import { useTexts } from '../../texts/TextsContext';
import { activityOf } from '../editor/marks';
import { useEditorScope } from '../editor/EditorContext';
import { useCommands } from '../editor/commands';

const icons = {
  error: <ExclamationCircleFilled className="bad" />, warning: <WarningFilled className="warn" />, info: <InfoCircleFilled />,
  hint: <InfoCircleFilled />,
};

/** All that the check finds while one draws; a click shows the activity. */
export function ProblemsPanel() {
  const { t, local } = useTexts();
  const { findings } = useEditorScope();
  const commands = useCommands();
  if (findings.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('designer.noProblems')} />;
  }
  return (
    <ul className="findings">
      {findings.map((f, i) => {
        const activity = activityOf(f);
        return (
          <li key={i}>
            {icons[f.severity]}
            <div>
              <div>{local(f.message)}</div>
              {f.nextStep && <div className="quiet">{local(f.nextStep)}</div>}
              <span className="quiet mono">{f.code}</span>
              {activity && <Button type="link" size="small" onClick={() => commands.reveal(activity)}>{activity}</Button>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
