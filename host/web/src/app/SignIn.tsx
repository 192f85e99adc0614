import { useEffect } from 'react';
import { Button, Form, Input } from 'antd';
import { api } from '../api/client';
import { useAction } from '../api/useAction';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { LanguageSwitch } from './LanguageSwitch';

interface Entry {
  user: string;
  password: string;
}

export function SignInForm({ user, onDone }: { user?: string; onDone: () => void }) {
  const { t } = useTexts();
  const action = useAction();
  const submit = (entry: Entry) => action.run(async () => {
    await api.post('/api/sign-in', entry);
    onDone();
  });
  return (
    <Form<Entry> name="sign-in" layout="vertical" requiredMark={false} initialValues={{ user }} onFinish={submit} disabled={action.busy}>
      <ProblemNotice problem={action.problem} />
      <Form.Item name="user" label={t('signIn.user')} rules={[{ required: true, message: t('signIn.user.missing') }]}>
        <Input size="large" autoComplete="username" autoFocus={!user} />
      </Form.Item>
      <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('signIn.password.missing') }]}>
        <Input.Password size="large" autoComplete="current-password" autoFocus={!!user} />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={action.busy}>{t('signIn.do')}</Button>
    </Form>
  );
}

export function SignIn({ onDone }: { onDone: () => void }) {
  const { t } = useTexts();
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('product')}`;
  }, [t]);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-head">
          <span className="sign-in-mark"><img src="/mark.svg" alt="" width={40} height={40} /> {t('product')}</span>
          <LanguageSwitch />
        </div>
        <h1>{t('signIn.title')}</h1>
        <p className="quiet">{t('signIn.hint')}</p>
        <SignInForm onDone={onDone} />
        <p className="quiet sign-in-first">{t('signIn.first')}</p>
      </div>
    </main>
  );
}
