import { App, Form, Input, Select } from 'antd';
import { Dialog } from '../controls/Dialog';
import { useAction } from '../api/useAction';
import { EnterSubmits } from '../controls/EnterSubmits';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { useTexts } from '../texts/TextsContext';
import { staff } from './server';

interface Wish {
  departments?: string[];
  sponsor?: string;
}

/** Starts the process that sets a team up: its tasks confirm head-counts and assign people. */
export function SetUpDialog({ departments, onClose, onDone }: { departments: string[]; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const action = useAction();
  const [form] = Form.useForm<Wish>();
  const [kept, setKept] = useKept<Wish>('staff.setUp');
  const send = async ({ departments: wanted = [], sponsor }: Wish) => {
    if (await action.run(async () => void (await staff.setUp(wanted, sponsor)))) {
      setKept(undefined);
      message.success(t('staff.setUp.done'));
      onDone();
      onClose();
    }
  };
  return (
    <Dialog title={t('staff.setUp')} okText={t('staff.setUp.do')} cancelText={t('action.cancel')} confirmLoading={action.busy}
      onOk={() => form.submit()} onClose={onClose} keeps>
      <p className="quiet">{t('staff.setUp.hint')}</p>
      <ProblemNotice problem={action.problem} />
      <Form form={form} name="set-up" layout="vertical" initialValues={kept} onValuesChange={(_, all) => setKept(all)} onFinish={send}>
        <Form.Item name="departments" label={t('staff.wanted')} extra={t('staff.wanted.hint')}>
          <Select mode="multiple" allowClear options={departments.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="sponsor" label={t('staff.sponsor')} rules={[{ required: true, message: t('form.required') }]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <EnterSubmits />
      </Form>
    </Dialog>
  );
}
