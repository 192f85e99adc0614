import { useState } from 'react';
import { Button, Form, Input, Modal, Select } from 'antd';
import { CaretRightOutlined } from '@ant-design/icons';
import { useNavigate } from 'react-router';
import { segment } from '../api/client';
import { useAction } from '../api/useAction';
import { EnterSubmits } from '../controls/EnterSubmits';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { runs } from './server';

interface Entry {
  definition: string;
  input: string;
}

export function StartButton({ definitions }: { definitions: { value: string; label: string }[] }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Entry>();
  const action = useAction();
  const start = ({ definition, input }: Entry) => action.run(async () => {
    const { id } = await runs.start(definition, JSON.parse(input || '{}'));
    navigate(`/runs/${segment(id)}`);
  });
  return (
    <>
      <Button type="primary" icon={<CaretRightOutlined />} onClick={() => setOpen(true)}>{t('runs.start')}</Button>
      <Modal open={open} title={t('runs.start')} okText={t('runs.start')} cancelText={t('action.cancel')} confirmLoading={action.busy}
        onOk={() => form.submit()} onCancel={() => setOpen(false)} destroyOnHidden>
        <ProblemNotice problem={action.problem} />
        <Form form={form} layout="vertical" initialValues={{ input: '{}' }} onFinish={start}>
          <Form.Item name="definition" label={t('runs.definition')} rules={[{ required: true, message: t('form.required') }]}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={definitions} />
          </Form.Item>
          <Form.Item name="input" label={t('rehearse.input')} rules={[{
            validator: (_, value: string) => {
              try {
                JSON.parse(value || '{}');
                return Promise.resolve();
              } catch {
                return Promise.reject(new Error(t('form.json')));
              }
            },
          }]}>
            <Input.TextArea className="mono" autoSize={{ minRows: 4, maxRows: 16 }} />
          </Form.Item>
          <EnterSubmits />
        </Form>
      </Modal>
    </>
  );
}
