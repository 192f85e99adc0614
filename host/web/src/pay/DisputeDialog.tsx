import { App, Form, Input } from 'antd';
import { Dialog } from '../controls/Dialog';
import { useAction } from '../api/useAction';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { useTexts } from '../texts/TextsContext';
import { pay, type Slip, type SlipLine } from './server';

interface Props {
  slip: Slip;
  line: SlipLine;
  onClose: () => void;
  onDone: () => void;
}

/** Starts the process that looks at a line again. */
export function DisputeDialog({ slip, line, onClose, onDone }: Props) {
  const { t, local } = useTexts();
  const { message } = App.useApp();
  const action = useAction();
  const [form] = Form.useForm<{ reason: string }>();
  const [kept, setKept] = useKept<string>(`dispute.${slip.month}.${slip.staff}.${line.name}`);
  const send = async ({ reason }: { reason: string }) => {
    if (await action.run(async () => void (await pay.dispute(slip.month, slip.staff, line.name, reason)))) {
      setKept(undefined);
      message.success(t('pay.disputed'));
      onDone();
      onClose();
    }
  };
  return (
    <Dialog title={t('pay.dispute.of', { line: local(line.label) || line.name })} okText={t('pay.dispute.send')}
      cancelText={t('action.cancel')} confirmLoading={action.busy} onOk={() => form.submit()} onClose={onClose} keeps>
      <p className="quiet">{t('pay.dispute.hint')}</p>
      <ProblemNotice problem={action.problem} />
      <Form form={form} name="dispute" layout="vertical" initialValues={{ reason: kept }} onFinish={send}
        onValuesChange={(_, { reason }: { reason?: string }) => setKept(reason || undefined)}>
        <Form.Item name="reason" label={t('pay.dispute.why')} rules={[{ required: true, whitespace: true, message: t('form.required') }]}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
