import { useEffect, useState } from 'react';
import { Input, InputNumber, Select, Space, Switch } from 'antd';
import { unitName } from '../controls/words';
import { useTexts } from '../texts/TextsContext';
import { allowedOf, amountIn, durationOf, durationUnits, isoOf, type DurationUnit } from './parameterValue';
import type { RuleParameter } from './server';

interface Props {
  id?: string;
  parameter: RuleParameter;
  name: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
}

/** The control for a figure, by its type and what it may be; its form gives it id, value and change. */
export function ParameterInput({ id, parameter, name, value, onChange }: Props) {
  const { t } = useTexts();
  const { type, unit } = parameter;
  const allowed = allowedOf(parameter.allowed);
  const choices = allowed && 'choices' in allowed ? allowed.choices : undefined;
  const options = choices?.map((choice) => ({ value: choice as string | number, label: String(choice) }));
  if (type.startsWith('list')) {
    const read = (next: unknown[]) => (type.includes('number') ? next.map(Number).filter((n) => !Number.isNaN(n)) : next);
    return <Select id={id} mode={options ? 'multiple' : 'tags'} options={options} tokenSeparators={[',', '，']}
      value={Array.isArray(value) ? value : []} onChange={(next: unknown[]) => onChange?.(read(next))} />;
  }
  if (options) {
    return <Select id={id} options={options} value={value as string | number} onChange={onChange} />;
  }
  if (type.endsWith('duration')) {
    return <DurationInput id={id} name={name} value={value} onChange={onChange} />;
  }
  if (type === 'number') {
    return <InputNumber id={id} className="fill" suffix={unitName(unit, t)} value={value as number} onChange={onChange} />;
  }
  return type === 'boolean'
    ? <Switch id={id} checked={value === true} onChange={onChange} />
    : <Input id={id} suffix={unitName(unit, t)} value={value as string} onChange={(e) => onChange?.(e.target.value)} />;
}

/** A length of time: how much of which unit. One that neither days nor hours can say stays a text. */
function DurationInput({ id, name, value, onChange }: Omit<Props, 'parameter'>) {
  const { t } = useTexts();
  const said = durationOf(value);
  const [unit, setUnit] = useState<DurationUnit>(said?.unit ?? 'H');
  const ofThis = said && isoOf(said.amount, said.unit);
  useEffect(() => {
    // What comes from elsewhere is said in its own unit; what is typed here stays in the one that was chosen.
    setUnit((before) => (said && !Number.isInteger(amountIn(said.amount, said.unit, before)) ? said.unit : before));
  }, [ofThis]);
  if (!said && value) {
    return <Input id={id} value={String(value)} onChange={(e) => onChange?.(e.target.value)} />;
  }
  const amount = said ? amountIn(said.amount, said.unit, unit) : null;
  return (
    <Space.Compact block>
      <InputNumber id={id} className="fill" min={0} value={amount} onChange={(n) => onChange?.(n === null ? undefined : isoOf(n, unit))} />
      <Select value={unit} aria-label={t('rules.durationUnit', { name })} popupMatchSelectWidth={false} className="duration-unit"
        options={durationUnits.map((u) => ({ value: u, label: t(`rules.unit.${u}`) }))}
        onChange={(next) => {
          setUnit(next);
          if (amount !== null) {
            onChange?.(isoOf(amount, next));
          }
        }} />
    </Space.Compact>
  );
}
