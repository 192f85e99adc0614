import { Alert, App, Form, Input } from 'antd';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { Dialog } from '../controls/Dialog';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { runs } from '../runs/server';
import { useTexts } from '../texts/TextsContext';
import { signals, type FraudCase } from './server';

/** What somebody says against a verdict, entered for them; a person reviews it. */
export function AppealDialog({ of, onClose, onDone }: { of: FraudCase; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { may } = useSession();
  const action = useAction();
  const [form] = Form.useForm<{ evidence: string }>();
  const [kept, setKept] = useKept<string>(`appeal.${of.id}`);
  const run = useQuery(of.run && may('readRuns') ? `run/${of.run}` : null, (signal) => runs.open(of.run!, signal));
  // Nobody waits for an appeal any more, and what is sent would be heard by nobody.
  const over = run.data?.run.status === 'finished' || run.data?.run.status === 'cancelled';
  const send = async ({ evidence }: { evidence: string }) => {
    if (await action.run(async () => void (await signals.appeal(of.id, evidence.trim())))) {
      setKept(undefined);
      message.success(t('signals.appeal.sent'));
      onDone();
      onClose();
    }
  };
  return (
    <Dialog title={t('signals.appeal.of', { id: of.id })} okText={t('signals.appeal.send')} cancelText={t('action.cancel')}
      confirmLoading={action.busy} okButtonProps={{ disabled: over }} onOk={() => form.submit()} onClose={onClose} keeps>
      <p className="quiet">{t('signals.appeal.hint')}</p>
      {over && <Alert className="notice" type="warning" title={t('signals.appeal.over')} />}
      <ProblemNotice problem={action.problem} />
      <Form form={form} name="appeal" layout="vertical" initialValues={{ evidence: kept }} onFinish={send}
        onValuesChange={(_, { evidence }: { evidence?: string }) => setKept(evidence || undefined)}>
        <Form.Item name="evidence" label={t('signals.appeal.evidence')}
          rules={[{ required: true, whitespace: true, message: t('form.required') }]}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
