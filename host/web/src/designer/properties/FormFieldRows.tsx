import { Button, Checkbox, Input, Select } from 'antd';
import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { freeName } from '../../dataforms/edits';
import { NameInput } from '../../dataforms/NameInput';
import { kindOf, type FieldKind, type Schema } from '../../inbox/form/schema';
import { useTexts } from '../../texts/TextsContext';
import { asKind, choicesIn, drawnKinds, fieldsIn, withChoices, withFields, type FormChoice, type FormField } from '../graph/formSchema';

interface Props {
  fields: FormField[];
  onChange: (fields: FormField[]) => void;
}

/** The fields one below the other, in the order in which they are asked for. */
export function FormFieldRows({ fields, onChange }: Props) {
  const { t } = useTexts();
  const names = fields.map((f) => f.name);
  const change = (at: number, field: FormField) => onChange(fields.map((f, n) => (n === at ? field : f)));
  const up = (at: number) => onChange(fields.map((f, n) => (n === at - 1 ? fields[at]! : n === at ? fields[at - 1]! : f)));
  const add = () => onChange([...fields, { name: freeName('field', names), schema: { type: 'string' }, required: false }]);
  return (
    <div className="value-group">
      {fields.map((field, n) => (
        <FieldRow key={n} field={field} taken={names} onChange={(next) => change(n, next)} onUp={n > 0 ? () => up(n) : undefined}
          onRemove={() => onChange(fields.filter((_, i) => i !== n))} />
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={add}>{t('builder.add')}</Button>
    </div>
  );
}

interface RowProps {
  field: FormField;
  taken: string[];
  onChange: (field: FormField) => void;
  onUp?: () => void;
  onRemove: () => void;
}

function FieldRow({ field, taken, onChange, onUp, onRemove }: RowProps) {
  const { t } = useTexts();
  const { name, schema, required } = field;
  const put = (part: Partial<Schema>) => onChange({ ...field, schema: { ...schema, ...part } });
  const kind = kindOf(schema);
  const kinds = [...drawnKinds, ...(drawnKinds.includes(kind) ? [] : [kind])];
  return (
    <div className="value-row">
      <div className="value-head">
        <NameInput name={name} taken={taken} onRename={(to) => onChange({ ...field, name: to })} />
        <Select<FieldKind> className="value-kind" value={kind} aria-label={t('entry.kindOf', { name })} popupMatchSelectWidth={false}
          options={kinds.map((k) => ({ value: k, label: t(`builder.${k}`) }))}
          onChange={(next) => onChange({ ...field, schema: asKind(schema, next) })} />
        <Button type="text" icon={<ArrowUpOutlined />} disabled={!onUp} aria-label={t('builder.up', { name })} onClick={onUp} />
        <Button type="text" icon={<DeleteOutlined />} aria-label={t('designer.variable.remove', { name })} onClick={onRemove} />
      </div>
      <Input value={String(schema.title ?? '')} placeholder={t('builder.title')} aria-label={`${t('builder.title')}: ${name}`}
        onChange={(e) => put({ title: e.target.value || undefined })} />
      <Input value={schema.titleZh ?? ''} placeholder={t('builder.titleZh')} aria-label={`${t('builder.titleZh')}: ${name}`}
        onChange={(e) => put({ titleZh: e.target.value || undefined })} />
      <div className="value-head">
        <Checkbox checked={required} onChange={(e) => onChange({ ...field, required: e.target.checked })}>{t('builder.required')}</Checkbox>
        <Checkbox checked={schema.readOnly === true} onChange={(e) => put({ readOnly: e.target.checked || undefined })}>
          {t('builder.readOnly')}</Checkbox>
      </div>
      {(kind === 'choice' || kind === 'choices') && (
        <ChoiceRows choices={choicesIn(schema)} onChange={(choices) => onChange({ ...field, schema: withChoices(schema, choices) })} />
      )}
      {kind === 'rows' && (
        <FormFieldRows fields={fieldsIn(schema.items ?? {})}
          onChange={(columns) => put({ items: withFields(schema.items ?? {}, columns) })} />
      )}
    </div>
  );
}

function ChoiceRows({ choices, onChange }: { choices: FormChoice[]; onChange: (choices: FormChoice[]) => void }) {
  const { t } = useTexts();
  const change = (at: number, part: Partial<FormChoice>) => onChange(choices.map((c, n) => (n === at ? { ...c, ...part } : c)));
  const cell = (n: number, key: keyof FormChoice, label: string) => (
    <Input key={key} value={choices[n]![key]} aria-label={`${label} ${n + 1}`} placeholder={label}
      onChange={(e) => change(n, key === 'value' ? valued(choices[n]!, e.target.value) : { [key]: e.target.value })} />
  );
  return (
    <div className="value-group">
      {choices.map((choice, n) => (
        <div className="declaration" key={n}>
          {cell(n, 'value', t('builder.choice'))}
          {cell(n, 'en', t('builder.choiceEn'))}
          {cell(n, 'zh', t('builder.choiceZh'))}
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('designer.variable.remove', { name: choice.value })}
            onClick={() => onChange(choices.filter((_, i) => i !== n))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />}
        onClick={() => onChange([...choices, { value: '', en: '', zh: '' }])}>{t('builder.addChoice')}</Button>
    </div>
  );
}

/** The texts of a choice go along with its value until they say something else. */
const valued = ({ value, en, zh }: FormChoice, next: string): FormChoice =>
  ({ value: next, en: en === value ? next : en, zh: zh === value ? next : zh });
