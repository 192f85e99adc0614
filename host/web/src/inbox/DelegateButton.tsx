import { useState } from 'react';
import { Button, Form, Modal, Select } from 'antd';
import { api, segment } from '../api/client';
import { useAction } from '../api/useAction';
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
    if (await action.run(() => api.post(`/api/tasks/${segment(task.id)}/delegate`, { to }))) {
      setOpen(false);
      onDone();
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('inbox.delegate')}</Button>
      <Modal
        open={open}
        title={t('inbox.delegate')}
        okText={t('inbox.delegate')}
        cancelText={t('action.cancel')}
        confirmLoading={action.busy}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ProblemNotice problem={action.problem} />
        <Form form={form} layout="vertical" onFinish={send}>
          <Form.Item
            name="to"
            label={t('inbox.delegate.to')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <Select autoFocus showSearch={{ optionFilterProp: 'label' }} options={options} placeholder={t('substitute.who.hint')} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
