import { useState } from 'react';
import { Button, Form, Input, Modal } from 'antd';
import { api, segment } from '../api/client';
import { useAction } from '../api/useAction';
import { EnterSubmits } from '../controls/EnterSubmits';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import type { Task } from './tasks';

export function DelegateButton({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const action = useAction();
  const [form] = Form.useForm<{ to: string }>();
  const send = async ({ to }: { to: string }) => {
    if (await action.run(() => api.post(`/api/tasks/${segment(task.id)}/delegate`, { to: to.trim() }))) {
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
            extra={t('inbox.delegate.hint')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <Input autoFocus autoComplete="off" />
          </Form.Item>
          <EnterSubmits />
        </Form>
      </Modal>
    </>
  );
}
