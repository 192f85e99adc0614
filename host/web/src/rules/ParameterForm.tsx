import { useState } from 'react';
import { Alert, App, Button, Empty, Form, Input, InputNumber, Switch } from 'antd';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { unitName } from '../controls/words';
import { useTexts } from '../texts/TextsContext';
import { rules, type RuleParameter } from './server';
import { TrialPanel } from './TrialPanel';

/** The figures that operations may change, as a form. */
export function ParameterForm({ name, readOnly }: { name: string; readOnly: boolean }) {
  const query = useQuery(`parameters/${name}`, () => rules.parameters(name));
  return <Loaded query={query}>{(list) => <Parameters name={name} list={list} readOnly={readOnly} onSaved={query.reload} />}</Loaded>;
}

const someOf = (values: Record<string, unknown>) => (Object.keys(values).length > 0 ? values : undefined);

interface Props {
  name: string;
  list: RuleParameter[];
  readOnly: boolean;
  onSaved: () => void;
}

function Parameters({ name, list, readOnly, onSaved }: Props) {
  const { t, local } = useTexts();
  const { message } = App.useApp();
  const action = useAction();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [tried, setTried] = useKept<Record<string, unknown>>(`parameters.${name}`);
  const start = Object.fromEntries(list.map((p) => [p.name, p.value ?? p.default]));
  const changedOf = (values: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== start[key]));
  const [restored] = useState(tried !== undefined);
  const save = async (values: Record<string, unknown>) => {
    if (await action.run(() => rules.setParameters(name, changedOf(values)) as Promise<void>)) {
      message.success(t('rules.parametersSaved'));
      setTried(undefined);
      onSaved();
    }
  };
  if (list.length === 0) {
    return <Empty description={t('rules.noParameters')} />;
  }
  return (
    <Form form={form} layout="vertical" className="parameters" initialValues={{ ...start, ...tried }} disabled={readOnly} onFinish={save}
      onValuesChange={(_, values) => setTried(someOf(changedOf(values as Record<string, unknown>)))}>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      {restored && tried && <Alert className="notice" type="info" title={t('inbox.kept')} action={
        <Button size="small" onClick={() => {
          setTried(undefined);
          form.setFieldsValue(start);
        }}>{t('action.discard')}</Button>
      } />}
      <div className="two">
        {list.map((p) => (
          <Form.Item key={p.name} name={p.name} label={local(p.label) || p.name} valuePropName={p.type === 'boolean' ? 'checked' : 'value'}
            rules={p.isWhole && p.type === 'number' ? [{ type: 'integer', message: t('rules.whole') }] : []}
            extra={[p.name, p.allowed && t('rules.allowed', { values: p.allowed }), p.isWhole && t('rules.whole'),
              t('rules.default', { value: String(p.default) })].filter(Boolean).join(' · ')}>
            {p.type === 'number' ? <InputNumber className="fill" suffix={unitName(p.unit, t)} />
              : p.type === 'boolean' ? <Switch /> : <Input suffix={unitName(p.unit, t)} />}
          </Form.Item>
        ))}
      </div>
      {tried && <TrialPanel name={name} trial={{ parameters: tried }} hint={t('rules.trial.figuresHint')} />}
      <Button type="primary" htmlType="submit" disabled={readOnly || !tried} loading={action.busy}>{t('action.save')}</Button>
    </Form>
  );
}
