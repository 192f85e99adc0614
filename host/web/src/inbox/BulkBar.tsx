import { App, Button } from 'antd';
import { api, segment } from '../api/client';
import { eachOf } from '../api/eachOf';
import { useAction } from '../api/useAction';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { fieldsOf } from './form/schema';
import { outcomeText } from './outcomes';
import { asJson, closableTogether, type Task } from './tasks';

/** What can be done with all ticked tasks at once. */
export function BulkBar({ tasks, onDone, onPart }: { tasks: Task[]; onDone: () => void; onPart: () => void }) {
  const texts = useTexts();
  const { t } = texts;
  const { message } = App.useApp();
  const action = useAction();
  const together = closableTogether(tasks, (task) => fieldsOf(asJson(task.form)).some((f) => f.required));
  const each = (verb: string, body?: unknown) =>
    action.run(async () => {
      await eachOf(tasks, (task) => api.post(`/api/tasks/${segment(task.id)}/${verb}`, body)).finally(onPart);
      message.success(t('inbox.bulk.done', { n: tasks.length }));
      onDone();
    });
  return (
    <div className="bulk" role="region" aria-label={t('inbox.bulk')}>
      <div className="row">
        <span>{t('inbox.bulk.chosen', { n: tasks.length })}</span>
        {tasks.every((task) => !task.assignee) && (
          <Button size="small" loading={action.busy} onClick={() => void each('claim')}>
            {t('inbox.claim')}
          </Button>
        )}
        {together &&
          tasks.every((task) => task.assignee) &&
          tasks[0]!.outcomes.map((outcome) => (
            <Button
              key={outcome}
              size="small"
              loading={action.busy}
              onClick={() => void each('complete', { outcome, data: {} })}
            >
              {outcomeText(outcome, texts, tasks[0]!.outcomeLabels)}
            </Button>
          ))}
        {!together && <span className="quiet">{t('inbox.bulk.different')}</span>}
      </div>
      <ProblemNotice problem={action.problem} />
    </div>
  );
}
