import { useState } from 'react';
import { DatePicker, Input, InputNumber, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { isData } from '../controls/data';
import { unitName } from '../controls/words';
import { useTexts } from '../texts/TextsContext';
import { GroupInput } from './GroupInput';
import { ListInput } from './ListInput';
import { withKind } from './edits';
import { fits, kindOf, valueKinds, type Shape, type ValueKind } from './shape';

export interface ValueProps {
  id?: string;
  /** What it is called, for those who do not see where it stands. */
  label: string;
  value: unknown;
  shape?: Shape;
  disabled?: boolean;
  onChange: (value: unknown) => void;
}

const now = () => dayjs().format('YYYY-MM-DDTHH:mm:ssZ');

/** A value with the control of its kind. */
export function ValueInput(props: ValueProps) {
  const { t } = useTexts();
  const { id, label, value, shape, disabled, onChange } = props;
  const kind = fits(value, shape) ? shape?.kind ?? kindOf(value, shape) : kindOf(value);
  const common = { id, disabled, 'aria-label': label };
  if (shape?.choices && shape.choices.length > 0) {
    return <ChoiceInput {...props} />;
  }
  switch (kind) {
    case 'group':
      return <GroupInput {...props} value={isData(value) ? value : {}} />;
    case 'list':
      return <ListInput {...props} value={Array.isArray(value) ? (value as unknown[]) : []} />;
    case 'number':
      return <InputNumber {...common} className="fill" inputMode="decimal" suffix={unitName(shape?.unit, t)} value={value as number}
        onChange={(n) => onChange(n ?? undefined)} />;
    case 'yesNo':
      return <YesNoInput {...props} />;
    case 'date':
    case 'dateTime':
      return <MomentInput {...props} withTime={kind === 'dateTime'} />;
    case 'nothing':
      return null;
    default:
      return <TextInput {...props} />;
  }
}

function ChoiceInput({ id, label, value, shape, disabled, onChange }: ValueProps) {
  const { local } = useTexts();
  const options = shape!.choices!.map((c) => ({ value: c.value as string, label: local(c.label) }));
  const isList = shape!.kind === 'list';
  return <Select id={id} aria-label={label} disabled={disabled} className="fill" allowClear mode={isList ? 'multiple' : undefined}
    value={value as string | undefined} options={options} showSearch={{ optionFilterProp: 'label' }} onChange={(v) => onChange(v)} />;
}

/** One line, or several where there are several when it is opened; it does not change under the hands of who types. */
function TextInput({ id, label, value, disabled, onChange }: ValueProps) {
  const text = typeof value === 'string' ? value : '';
  const [long] = useState(text.length > 60 || text.includes('\n'));
  const common = { id, disabled, 'aria-label': label, value: text };
  const typed = (e: { target: { value: string } }) => onChange(e.target.value);
  return long ? <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 8 }} onChange={typed} />
    : <Input {...common} onChange={typed} />;
}

function YesNoInput({ id, label, value, disabled, onChange }: ValueProps) {
  const { t } = useTexts();
  const options = [{ value: true, label: t('outcome.yes') }, { value: false, label: t('outcome.no') }];
  return <Segmented id={id} aria-label={label} disabled={disabled} options={options} value={value as boolean} onChange={onChange} />;
}

function MomentInput({ id, label, value, disabled, onChange, withTime }: ValueProps & { withTime: boolean }) {
  const text = typeof value === 'string' ? value : '';
  return <DatePicker id={id} aria-label={label} className="fill" disabled={disabled} showTime={withTime} value={text ? dayjs(text) : null}
    onChange={(v) => onChange(v ? v.format(withTime ? 'YYYY-MM-DDTHH:mm:ssZ' : 'YYYY-MM-DD') : undefined)} />;
}

/** What a value is: the choice where nothing is declared, or where what is there is not what is declared. */
export function KindChoice({ label, value, shape, disabled, onChange }: ValueProps) {
  const { t } = useTexts();
  if (shape?.choices?.length || (shape?.kind && fits(value, shape))) {
    return null;
  }
  return (
    <Select<ValueKind> className="value-kind" aria-label={t('entry.kindOf', { name: label })} disabled={disabled}
      value={kindOf(value, shape)} options={valueKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }}
      onChange={(kind) => onChange(withKind(value, kind, now()))} />
  );
}
