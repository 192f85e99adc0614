import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTexts } from '../../texts/TextsContext';
import { isWrapped, type Activity, type Wrapped } from '../graph/definition';
import type { InputDescriptor } from '../graph/descriptors';
import { setProperty } from '../graph/edits';
import { literalList } from '../graph/ports';
import { useEditor } from '../editor/EditorContext';
import { CasesInput } from './CasesInput';
import { ExpressionInput } from './ExpressionInput';
import { Labelled } from './Labelled';
import { isNumberType, readLiteral, syntaxes, syntaxName, type Syntax } from './syntax';

interface Props {
  activity: Activity;
  input: InputDescriptor;
  onChange: (change: (activity: Activity) => Activity, key?: string) => void;
}

/** One property: a plain value, or an expression in the language that is chosen beside its label. */
export function PropertyInput({ activity, input, onChange }: Props) {
  const { t, local } = useTexts();
  const value = activity[input.property];
  const put = (next: unknown) => onChange((a) => setProperty(a, input.property, next), input.property);
  const common = { label: local(input.label), hint: local(input.description), required: input.isRequired };
  if (!input.isWrapped) {
    return <Labelled {...common}>{(id) => <PlainInput id={id} input={input} value={value} onChange={put} />}</Labelled>;
  }
  const expression = isWrapped(value)
    ? value.expression
    : value === undefined || value === null
      ? undefined
      : { type: 'Literal', value };
  const syntax = (expression?.type ?? input.defaultSyntax) as Syntax;
  const set = (type: string, next: unknown) =>
    put(
      next === undefined || (next === '' && type !== 'Literal')
        ? undefined
        : ({ ...(isWrapped(value) ? value : {}), typeName: input.typeName, expression: { type, value: next } } satisfies Wrapped),
    );
  const known: readonly string[] = syntaxes;
  const choices = [...known, ...(known.includes(syntax) ? [] : [syntax])].map((s) => ({
    value: s,
    label: syntaxName(s, t),
  }));
  const choose = (
    <Select
      size="small"
      variant="borderless"
      value={syntax}
      options={choices}
      popupMatchSelectWidth={130}
      aria-label={t('syntax.of', { name: common.label })}
      onChange={(next) =>
        put({
          ...(isWrapped(value) ? value : {}),
          typeName: input.typeName,
          expression: { type: next, value: next === 'Variable' ? null : (expression?.value ?? '') },
        })
      }
    />
  );
  return (
    <Labelled {...common} extra={choose}>
      {(id) =>
        syntax === 'Literal' ? (
          <PlainInput id={id} input={input} value={expression?.value} onChange={(next) => set('Literal', next)} />
        ) : (
          <ExpressionInput
            id={id}
            label={common.label}
            syntax={syntax}
            value={expression?.value}
            onChange={(next) => set(syntax, next)}
          />
        )
      }
    </Labelled>
  );
}

interface PlainProps {
  id: string;
  input: InputDescriptor;
  value: unknown;
  onChange: (value: unknown) => void;
}

const listHints = ['multitext', 'dynamic-outcomes', 'checklist', 'http-status-codes'];
const codeHints = ['code-editor', 'json-editor', 'dictionary'];

/** The control for a literal value, by the hint that the description gives. */
function PlainInput({ id, input, value, onChange }: PlainProps) {
  const { definition } = useEditor();
  const { uiHint, options } = input;
  const text = typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  const typed = (e: { target: { value: string } }) => onChange(e.target.value || undefined);
  if (uiHint.endsWith('switch-editor')) {
    return <CasesInput id={id} value={value} onChange={onChange} />;
  }
  if (listHints.includes(uiHint)) {
    return (
      <Select
        id={id}
        mode="tags"
        className="fill"
        value={literalList(value).map(String)}
        tokenSeparators={[',', '，']}
        options={options.map((o) => ({ value: o }))}
        onChange={(next: string[]) => onChange(readList(input, next))}
      />
    );
  }
  if (uiHint === 'checkbox' || input.typeName.startsWith('Boolean')) {
    return (
      <Checkbox
        id={id}
        checked={value === true || value === 'true' || value === 'True'}
        onChange={(e) => onChange(e.target.checked)}
      />
    );
  }
  if (options.length > 0) {
    return (
      <Select
        id={id}
        className="fill"
        allowClear
        value={text || undefined}
        options={options.map((o) => ({ value: o }))}
        onChange={onChange}
      />
    );
  }
  if (uiHint === 'variable-picker') {
    const byId = (variable: string | undefined) => definition.variables?.find((v) => v.id === variable);
    return (
      <Select
        id={id}
        className="fill"
        allowClear
        value={(value as { id?: string } | undefined)?.id}
        options={(definition.variables ?? []).map((v) => ({ value: v.id, label: v.name }))}
        onChange={(next) => onChange(byId(next))}
      />
    );
  }
  if (isNumberType(input.typeName)) {
    return (
      <InputNumber
        id={id}
        className="fill"
        value={text === '' ? null : Number(text)}
        onChange={(n) => onChange(n ?? undefined)}
      />
    );
  }
  const long = uiHint === 'multiline' || codeHints.includes(uiHint);
  return long ? (
    <Input.TextArea
      id={id}
      className={codeHints.includes(uiHint) ? 'mono' : undefined}
      value={text}
      autoSize={{ minRows: 2, maxRows: 12 }}
      onChange={(e) => onChange(readLiteral(input, e.target.value))}
    />
  ) : (
    <Input id={id} value={text} onChange={typed} />
  );
}

function readList(input: InputDescriptor, values: string[]): unknown {
  const list = input.uiHint === 'http-status-codes' ? values.map(Number).filter((n) => !Number.isNaN(n)) : values;
  return input.isWrapped ? JSON.stringify(list) : list;
}
