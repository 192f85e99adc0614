import { useState } from 'react';
import { Button, Form, Select } from 'antd';
import { api, segment } from '../api/client';
import { useAction } from '../api/useAction';
import { Dialog } from '../controls/Dialog';
import { KeptForm } from '../controls/KeptForm';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { useColleagues } from './colleagues';
import type { Task } from './tasks';

export function DelegateButton({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const action = useAction();
  const options = useColleagues().options.filter((o) => o.value !== task.assignee);
  const [form] = Form.useForm<{ to: string }>();
  const send = async ({ to }: { to: string }) => {
    const done = await action.run(() => api.post(`/api/tasks/${segment(task.id)}/delegate`, { to }));
    if (done) {
      setOpen(false);
      onDone();
    }
    return done;
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('inbox.delegate')}</Button>
      {open && (
        <Dialog title={t('inbox.delegate')} okText={t('inbox.delegate')} confirmLoading={action.busy} onOk={() => form.submit()}
          onClose={() => setOpen(false)}>
          <ProblemNotice problem={action.problem} />
          <KeptForm form={form} name="delegate" of={task.id} onSend={send}>
            <Form.Item name="to" label={t('inbox.delegate.to')} rules={[{ required: true, message: t('form.required') }]}>
              <Select autoFocus showSearch={{ optionFilterProp: 'label' }} options={options} placeholder={t('substitute.who.hint')} />
            </Form.Item>
          </KeptForm>
        </Dialog>
      )}
    </>
  );
}
