import { useMemo, useState } from 'react';
import { Alert, Button, Form } from 'antd';
import { api, segment } from '../api/client';
import { useAction } from '../api/useAction';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { useTexts } from '../texts/TextsContext';
import { faultText, fieldFault } from './form/fieldFault';
import { FormFields } from './form/FormFields';
import { answerOf, askedOf, startValues } from './form/schema';
import { outcomeText } from './outcomes';
import { asJson, type Task } from './tasks';

type Values = Record<string, unknown>;

/** The form of a task; what is typed is kept on this device until it is sent. */
export function TaskForm({ task, onDone }: { task: Task; onDone: (outcome: string) => void }) {
  const texts = useTexts();
  const { t } = texts;
  const [form] = Form.useForm<Values>();
  const fields = useMemo(() => askedOf(asJson(task.form), asJson(task.data)), [task.form, task.data]);
  const [kept, setKept] = useKept<Values>(`task.${task.id}`);
  const [restored] = useState(kept !== undefined);
  const start = useMemo(() => startValues(fields, asJson(task.data), kept), [task.id]);
  const action = useAction();
  const complete = async (outcome: string) => {
    // Who sends a thing back need not fill in what only the ordinary outcome needs.
    const all = outcome === task.outcomes[0];
    const typed = form.getFieldsValue();
    const wrong = fields.map((f) => ({ name: f.name, fault: fieldFault(f, typed[f.name]) }))
      .filter(({ fault }) => fault && (all || fault.key !== 'form.required'));
    form.setFields(fields.map((f) => {
      const fault = wrong.find((w) => w.name === f.name)?.fault;
      return { name: f.name, errors: fault ? [faultText(fault, texts)] : [] };
    }));
    if (wrong[0]) {
      form.scrollToField(wrong[0].name, { focus: true, block: 'center' });
      return;
    }
    const data = fields.length > 0 ? answerOf(fields, typed) : undefined;
    const done = await action.run(() =>
      api.post(`/api/tasks/${segment(task.id)}/complete`, { outcome, data }),
    );
    if (done) {
      setKept(undefined);
      onDone(outcome);
    }
  };
  return (
    <Form form={form} name="task" layout="vertical" initialValues={start} onValuesChange={(_, all) => setKept(all)} disabled={action.busy}>
      {restored && kept && (
        <Alert
          type="info"
          className="notice"
          title={t('inbox.kept')}
          action={
            <Button
              size="small"
              onClick={() => {
                setKept(undefined);
                form.setFieldsValue(Object.fromEntries(fields.map((f) => [f.name, undefined])));
                form.setFieldsValue(startValues(fields, asJson(task.data)));
              }}
            >
              {t('action.discard')}
            </Button>
          }
        />
      )}
      <FormFields fields={fields} />
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      <div className="task-outcomes">
        {task.outcomes.map((outcome, i) => (
          <Button key={outcome} type={i === 0 ? 'primary' : 'default'} size="large" loading={action.busy}
            onClick={() => void complete(outcome)}>
            {outcomeText(outcome, texts, task.outcomeLabels)}
          </Button>
        ))}
      </div>
    </Form>
  );
}
