import { useMemo, useState } from 'react';
import { Alert, Button, Empty, Form } from 'antd';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { millisecondsOf } from '../controls/data';
import { Loaded } from '../controls/Loaded';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { SearchInput } from '../controls/SearchInput';
import { useTexts, type Texts } from '../texts/TextsContext';
import { ParameterInput } from './ParameterInput';
import { allowedOf, isOutside, sameValue } from './parameterValue';
import { rules, type RuleParameter } from './server';
import { TrialPanel } from './TrialPanel';

type Values = Record<string, unknown>;

/** The figures that operations may change, as a form. */
export function ParameterForm({ name, readOnly }: { name: string; readOnly: boolean }) {
  const query = useQuery(`parameters/${name}`, () => rules.parameters(name));
  const { t } = useTexts();
  if (query.problem?.status === 404) {
    return <Empty description={t('rules.parametersUnpublished')} />;
  }
  return <Loaded query={query}>{(list) => <Parameters name={name} list={list} readOnly={readOnly} onSaved={query.set} />}</Loaded>;
}

const valueOf = ({ value, default: inFile }: RuleParameter) => value ?? inFile;

/** A value as the reader says it. */
function saidOf(value: unknown, { t, span, number }: Texts): string {
  if (typeof value === 'boolean' || typeof value === 'number') {
    return typeof value === 'number' ? number(value, 6) : t(value ? 'outcome.yes' : 'outcome.no');
  }
  const length = typeof value === 'string' ? millisecondsOf(value) : undefined;
  return length !== undefined ? span(length) : Array.isArray(value) ? value.join(', ') : String(value ?? '–');
}

interface Props {
  name: string;
  list: RuleParameter[];
  readOnly: boolean;
  onSaved: (list: RuleParameter[]) => void;
}

/** What is typed and not in force yet, kept on the device; what held before the last change that was put in force. */
function useFigures({ name, list, onSaved }: Props) {
  const action = useAction();
  const [form] = Form.useForm<Values>();
  const [tried, setTried] = useKept<Values>(`parameters.${name}`);
  const [former, setFormer] = useState<Values>();
  const start = useMemo(() => Object.fromEntries(list.map((p) => [p.name, valueOf(p)])), [list]);
  const changed = (values: Values) => Object.fromEntries(Object.entries(values).filter(([key, value]) => !sameValue(value, start[key])));
  const put = (values: Values, before: Values | undefined) => action.run(async () => {
    await rules.setParameters(name, values);
    const now = await rules.parameters(name);
    setTried(undefined);
    setFormer(before);
    form.setFieldsValue(Object.fromEntries(now.map((p) => [p.name, valueOf(p)])));
    onSaved(now);
  });
  // What is as the file has it is not set apart, so that it follows the file.
  const apart = (key: string, value: unknown) => (sameValue(value, list.find((p) => p.name === key)?.default) ? null : value);
  return {
    action, form, start, tried, former,
    type: (values: Values) => {
      const next = changed(values);
      setTried(Object.keys(next).length > 0 ? next : undefined);
    },
    give: (key: string, value: unknown) => {
      form.setFieldValue(key, value);
      setTried({ ...tried, [key]: value });
    },
    save: (values: Values) => {
      const next = Object.entries(changed(values)).map(([key, value]) => [key, apart(key, value)]);
      const before = Object.fromEntries(next.map(([key]) => [key as string, list.find((p) => p.name === key)?.value ?? null]));
      return put(Object.fromEntries(next) as Values, before);
    },
    undo: () => put(former ?? {}, undefined),
    discard: () => {
      setTried(undefined);
      form.setFieldsValue(start);
    },
  };
}

function Parameters(props: Props) {
  const { name, list, readOnly } = props;
  const { t, local } = useTexts();
  const figures = useFigures(props);
  const { action, form, start, tried, former } = figures;
  const [search, setSearch] = useState('');
  const [restored] = useState(tried !== undefined);
  if (list.length === 0) {
    return <Empty description={t('rules.noParameters')} />;
  }
  const wanted = search.trim().toLowerCase();
  const hidden = (p: RuleParameter) => !`${p.name} ${local(p.label)}`.toLowerCase().includes(wanted);
  const changes = Object.keys(tried ?? {}).length;
  return (
    <>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      {former && !tried && <Alert className="notice" type="success" showIcon title={t('rules.parametersSaved')} action={
        <Button size="small" loading={action.busy} onClick={() => void figures.undo()}>{t('rules.undoParameters')}</Button>
      } />}
      {restored && tried && <Alert className="notice" type="info" title={t('inbox.kept')} />}
      {list.length > 6 && <SearchInput className="search" value={search} onChange={(e) => setSearch(e.target.value)}
        placeholder={t('rules.findParameter')} aria-label={t('rules.findParameter')} />}
      <Form form={form} name="figures" layout="vertical" className="parameters" initialValues={{ ...start, ...tried }} disabled={readOnly}
        onFinish={figures.save} onValuesChange={(_, values) => figures.type(values as Values)}>
        <div className="two">
          {list.map((p) => <Figure key={p.name} parameter={p} hidden={hidden(p)} onFile={() => figures.give(p.name, p.default)} />)}
        </div>
        {list.every(hidden) && <Empty description={t('rules.noParameterFound')} />}
        {tried && <TrialPanel name={name} trial={{ parameters: tried }} hint={t('rules.trial.figuresHint')} />}
        <div className={tried ? 'parameters-bar parameters-changed' : 'parameters-bar'}>
          <Button type="primary" htmlType="submit" disabled={readOnly || !tried} loading={action.busy}>{t('rules.putInForce')}</Button>
          {tried && <Button onClick={figures.discard}>{t('action.discard')}</Button>}
          {tried && <span className="quiet" role="status">{t('rules.figuresChanged', { n: changes })}</span>}
        </div>
      </Form>
    </>
  );
}

/** One figure with what it may be, and the way back to what the file says. */
function Figure({ parameter: p, hidden, onFile }: { parameter: RuleParameter; hidden: boolean; onFile: () => void }) {
  const texts = useTexts();
  const { t, local } = texts;
  const label = local(p.label) || p.name;
  const allowed = allowedOf(p.allowed);
  const between = allowed && 'least' in allowed
    ? t('rules.between', { least: saidOf(allowed.least, texts), most: saidOf(allowed.most, texts) })
    : allowed ? undefined : p.allowed && t('rules.allowed', { values: p.allowed });
  const isApart = p.value !== undefined && p.value !== null && !sameValue(p.value, p.default);
  const facts = [between, p.isWhole && t('rules.whole')].filter(Boolean).join(' · ');
  return (
    <Form.Item name={p.name} label={<span>{label} <code className="quiet">{p.name}</code></span>} hidden={hidden}
      rules={[
        ...(p.isWhole && p.type === 'number' ? [{ type: 'integer' as const, message: t('rules.whole') }] : []),
        { validator: async (_, value) => {
          if (isOutside(value, allowed)) {
            throw new Error(t('rules.outside', { between: between ?? '' }));
          }
        } },
      ]}
      extra={<>{facts}{isApart && <>
        {facts && ' · '}
        <Button type="link" size="small" className="parameter-back" onClick={onFile}>
          {t('rules.backToFile', { value: saidOf(p.default, texts) })}
        </Button>
      </>}</>}>
      <ParameterInput parameter={p} name={label} />
    </Form.Item>
  );
}
