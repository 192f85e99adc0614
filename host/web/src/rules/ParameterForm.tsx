import { useMemo, useState } from 'react';
import { Alert, Button, Empty, Form } from 'antd';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { millisecondsOf } from '../controls/data';
import { Loaded } from '../controls/Loaded';
import type { OtherChange } from '../controls/Overtaken';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { SearchInput } from '../controls/SearchInput';
import { useTexts, type Texts } from '../texts/TextsContext';
import { ParameterInput } from './ParameterInput';
import { allowedOf, isOutside, sameValue } from './parameterValue';
import { PutInForce } from './PutInForce';
import { rules, type RuleFigures, type RuleParameter } from './server';

type Values = Record<string, unknown>;

/** The figures that operations may change, as a form. */
export function ParameterForm({ name, readOnly }: { name: string; readOnly: boolean }) {
  const query = useQuery(`parameters/${name}`, () => rules.parameters(name));
  const { t } = useTexts();
  if (query.problem?.status === 404) {
    return <Empty description={t('rules.parametersUnpublished')} />;
  }
  return <Loaded query={query}>{(known) => <Parameters name={name} known={known} readOnly={readOnly} onSaved={query.set} />}</Loaded>;
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
  known: RuleFigures;
  readOnly: boolean;
  onSaved: (known: RuleFigures) => void;
}

/** The figures that held before the last change, as long as nobody has changed any since. */
interface Former {
  values: Values;
  etag: string | null;
}

const startOf = (list: RuleParameter[]) => Object.fromEntries(list.map((p) => [p.name, valueOf(p)]));

/** What is typed and not in force yet, and what held before the last change that was put in force: both are kept on the device. */
function useFigures({ name, known: { items: list, etag }, onSaved }: Props) {
  const texts = useTexts();
  const action = useAction();
  const [form] = Form.useForm<Values>();
  const [tried, setTried] = useKept<Values>(`parameters.${name}`);
  const [former, setFormer] = useKept<Former>(`parameters.former.${name}`);
  const start = useMemo(() => startOf(list), [list]);
  const changed = Object.fromEntries(Object.entries(tried ?? {}).filter(([key, value]) => key in start && !sameValue(value, start[key])));
  // What is as the file has it is not set apart, so that it follows the file.
  const next = Object.fromEntries(Object.entries(changed).map(([key, value]) =>
    [key, sameValue(value, list.find((p) => p.name === key)?.default) ? null : value]));
  const show = (now: RuleFigures, mine: Values) => {
    setTried(Object.keys(mine).length > 0 ? mine : undefined);
    form.setFieldsValue({ ...startOf(now.items), ...mine });
    onSaved(now);
  };
  const put = async (values: Values) => {
    const before = Object.fromEntries(Object.keys(values).map((key) => [key, list.find((p) => p.name === key)?.value ?? null]));
    const now = await rules.setParameters(name, values, etag);
    show(now, {});
    return { values: before, etag: now.etag };
  };
  /** From one state of the figures to another, or to what is typed: as people say it. */
  const between = (before: Values, now: Values): OtherChange[] => list
    .filter((p) => p.name in now && !sameValue(before[p.name], now[p.name]))
    .map((p) => ({ name: texts.local(p.label) || p.name, before: saidOf(before[p.name], texts), now: saidOf(now[p.name], texts) }));
  return {
    action, form, start, tried, next, show, changed,
    former: former?.etag === etag && !tried ? former : undefined,
    changes: between(start, changed),
    theirsIn: (now: RuleFigures) => between(start, startOf(now.items)),
    type: (values: Values) => {
      const mine = Object.fromEntries(Object.entries(values).filter(([key, value]) => !sameValue(value, start[key])));
      setTried(Object.keys(mine).length > 0 ? mine : undefined);
    },
    give: (key: string, value: unknown) => {
      form.setFieldValue(key, value);
      setTried({ ...tried, [key]: value });
    },
    save: async () => setFormer(await put(next)),
    undo: () => action.run(async () => {
      await put(former?.values ?? {});
      setFormer(undefined);
    }),
    discard: () => {
      setTried(undefined);
      form.setFieldsValue(start);
    },
    /** Theirs where both changed the same figure, one's own elsewhere. */
    takeTheirs: (now: RuleFigures) => {
      const other = startOf(now.items);
      show(now, Object.fromEntries(Object.entries(changed).filter(([key]) => sameValue(start[key], other[key]))));
    },
  };
}

function Parameters(props: Props) {
  const { name, known: { items: list }, readOnly } = props;
  const { t, local } = useTexts();
  const figures = useFigures(props);
  const { action, form, start, tried, former, changed } = figures;
  const [search, setSearch] = useState('');
  const [looks, setLooks] = useState(false);
  const [restored] = useState(tried !== undefined);
  if (list.length === 0) {
    return <Empty description={t('rules.noParameters')} />;
  }
  const wanted = search.trim().toLowerCase();
  const hidden = (p: RuleParameter) => !`${p.name} ${local(p.label)}`.toLowerCase().includes(wanted);
  return (
    <>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      {former && <Alert className="notice" type="success" showIcon title={t('rules.parametersSaved')} action={
        <Button size="small" loading={action.busy} onClick={() => void figures.undo()}>{t('rules.undoParameters')}</Button>
      } />}
      {restored && tried && <Alert className="notice" type="info" title={t('inbox.kept')} />}
      {list.length > 6 && <SearchInput className="search" value={search} onChange={(e) => setSearch(e.target.value)}
        placeholder={t('rules.findParameter')} aria-label={t('rules.findParameter')} />}
      <Form form={form} name="figures" layout="vertical" className="parameters" initialValues={{ ...start, ...tried }} disabled={readOnly}
        onFinish={() => setLooks(true)} onValuesChange={(_, values) => figures.type(values as Values)}>
        <div className="two">
          {list.map((p) => <Figure key={p.name} parameter={p} hidden={hidden(p)} onFile={() => figures.give(p.name, p.default)} />)}
        </div>
        {list.every(hidden) && <Empty description={t('rules.noParameterFound')} />}
        <div className={tried ? 'parameters-bar parameters-changed' : 'parameters-bar'}>
          <Button type="primary" htmlType="submit" disabled={readOnly || !tried}>{t('rules.look')}</Button>
          {tried && <Button onClick={figures.discard}>{t('action.discard')}</Button>}
          {tried && <span className="quiet" role="status">{t('rules.figuresChanged', { n: figures.changes.length })}</span>}
        </div>
      </Form>
      {looks && <PutInForce name={name} values={figures.next} changes={figures.changes} send={figures.save} theirsIn={figures.theirsIn}
        onTheirs={figures.takeTheirs} onMine={(now) => figures.show(now, changed)} onClose={() => setLooks(false)} />}
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
