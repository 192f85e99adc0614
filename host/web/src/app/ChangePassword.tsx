import { Button, Form, Input } from 'antd';
import { api } from '../api/client';
import { useAction } from '../api/useAction';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';

interface Entry {
  current: string;
  next: string;
  again: string;
}

export function ChangePassword({ onDone, forced }: { onDone: () => void; forced?: boolean }) {
  const { t } = useTexts();
  const action = useAction();
  const submit = ({ current, next }: Entry) => action.run(async () => {
    await api.post('/api/me/password', { current, wanted: next });
    onDone();
  });
  const form = (
    <Form<Entry> name="own-password" layout="vertical" requiredMark={false} onFinish={submit}>
      <ProblemNotice problem={action.problem} />
      <Form.Item name="current" label={t('password.current')} rules={[{ required: true, message: t('form.required') }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="next" label={t('password.next')} rules={[{ required: true, min: 12, message: t('password.short') }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="again" label={t('password.again')} dependencies={['next']} rules={[
        ({ getFieldValue }) => ({
          validator: (_, value) => value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('password.differs'))),
        }),
      ]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={action.busy}>{t('password.change')}</Button>
    </Form>
  );
  return forced ? (
    <main className="sign-in">
      <div className="sign-in-card">
        <h1>{t('password.change')}</h1>
        <p className="quiet">{t('password.forced')}</p>
        {form}
      </div>
    </main>
  ) : form;
}
