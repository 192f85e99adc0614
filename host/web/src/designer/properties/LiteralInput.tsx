import type { ComponentType } from 'react';
import { AutoComplete, Checkbox, Input, InputNumber, Select } from 'antd';
import { useQuery } from '../../api/useQuery';
import { useFactTypes } from '../../controls/factTypes';
import { rules } from '../../rules/server';
import { useTexts } from '../../texts/TextsContext';
import { useEditor } from '../editor/EditorContext';
import type { InputDescriptor } from '../graph/descriptors';
import { literalList } from '../graph/ports';
import { CasesInput } from './CasesInput';
import { isNumberType, readLiteral } from './syntax';

interface Props {
  id: string;
  input: InputDescriptor;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Hints of inputs that take several texts. */
export const listHints = ['multitext', 'dynamic-outcomes', 'checklist', 'http-status-codes'];
const codeHints = ['code-editor', 'json-editor', 'dictionary'];

/** The control for a literal value, by the hint that the description gives. */
export function LiteralInput(props: Props) {
  const { id, input, value, onChange } = props;
  const { uiHint, options, typeName } = input;
  if (uiHint.endsWith('switch-editor')) {
    return <CasesInput id={id} value={value} onChange={onChange} />;
  }
  if (listHints.includes(uiHint)) {
    return <ListInput {...props} />;
  }
  if (uiHint === 'checkbox' || typeName.startsWith('Boolean')) {
    return <Checkbox id={id} checked={value === true || /^true$/i.test(String(value))} onChange={(e) => onChange(e.target.checked)} />;
  }
  if (options.length > 0) {
    return <Select id={id} className="fill" allowClear value={textOf(value) || undefined} options={options.map((o) => ({ value: o }))}
      onChange={onChange} />;
  }
  const Picker = pickers[uiHint] ?? TextInput;
  return <Picker {...props} />;
}

const textOf = (value: unknown) =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

function TextInput({ id, input, value, onChange }: Props) {
  const text = textOf(value);
  if (isNumberType(input.typeName)) {
    return <InputNumber id={id} className="fill" value={text === '' ? null : Number(text)} onChange={(n) => onChange(n ?? undefined)} />;
  }
  const code = codeHints.includes(input.uiHint);
  return code || input.uiHint === 'multiline'
    ? <Input.TextArea id={id} className={code ? 'mono' : undefined} value={text} autoSize={{ minRows: 2, maxRows: 12 }}
        onChange={(e) => onChange(readLiteral(input, e.target.value))} />
    : <Input id={id} value={text} onChange={(e) => onChange(e.target.value || undefined)} />;
}

/** Several short texts, each a tag. */
export function ListInput({ id, input, value, onChange }: Props) {
  const read = (values: string[]) => {
    const list = input.uiHint === 'http-status-codes' ? values.map(Number).filter((n) => !Number.isNaN(n)) : values;
    return input.isWrapped ? JSON.stringify(list) : list;
  };
  return <Select id={id} mode="tags" className="fill" value={literalList(value).map(String)} tokenSeparators={[',', '，']}
    options={input.options.map((o) => ({ value: o }))} onChange={(next: string[]) => onChange(read(next))} />;
}

function VariableInput({ id, value, onChange }: Props) {
  const { definition } = useEditor();
  const variables = definition.variables ?? [];
  return <Select id={id} className="fill" allowClear value={(value as { id?: string } | undefined)?.id}
    options={variables.map((v) => ({ value: v.id, label: v.name }))} onChange={(id_) => onChange(variables.find((v) => v.id === id_))} />;
}

/** One of what there is, or a name that is yet to come. */
function NameInput({ id, value, onChange, names }: Props & { names: { value: string; text: string }[] }) {
  const options = names.map(({ value: name, text }) => ({ value: name, label: text === name ? name : `${text} (${name})` }));
  return <AutoComplete id={id} className="fill" allowClear value={textOf(value)} options={options}
    showSearch={{ filterOption: (typed, option) => String(option?.label).toLowerCase().includes(typed.toLowerCase()) }}
    onChange={(text: string | undefined) => onChange(text || undefined)} />;
}

function FactTypeInput(props: Props) {
  const { local } = useTexts();
  return <NameInput {...props} names={useFactTypes().map(({ name, label }) => ({ value: name, text: local(label) || name }))} />;
}

function RuleSetInput(props: Props) {
  const { local } = useTexts();
  const { data } = useQuery('rule-sets', (signal) => rules.list(signal));
  return <NameInput {...props} names={(data?.items ?? []).map(({ name, label }) => ({ value: name, text: local(label) || name }))} />;
}

const pickers: Record<string, ComponentType<Props>> = {
  'variable-picker': VariableInput, 'fact-type-picker': FactTypeInput, 'rule-set-picker': RuleSetInput,
};
