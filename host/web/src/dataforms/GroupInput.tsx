import { Button } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Data } from '../controls/data';
import { useTexts } from '../texts/TextsContext';
import { freeName, namesOf, put, renamed } from './edits';
import { NameInput } from './NameInput';
import { KindChoice, ValueInput, type ValueProps } from './ValueInput';

interface Props extends ValueProps {
  value: Data;
}

/** Named values: those that are declared under what people call them, and others under a name of one's own. */
export function GroupInput({ id, label, value, shape, disabled, onChange }: Props) {
  const { t } = useTexts();
  const names = namesOf(value, shape);
  return (
    <div className="value-group" id={id} role="group" aria-label={label}>
      {names.map((name, n) => {
        const own = shape?.fields?.[name];
        const common = { value: value[name], shape: own, disabled, onChange: (next: unknown) => onChange(put(value, name, next)) };
        return own ? <DeclaredRow key={name} name={name} {...common} /> : (
          // By its place: a row stays itself while its name is typed.
          <OwnRow key={n} name={name} taken={names} {...common} onRename={(to) => onChange(renamed(value, name, to))}
            onRemove={() => onChange(put(value, name, undefined))} />
        );
      })}
      <Button size="small" icon={<PlusOutlined />} disabled={disabled}
        onClick={() => onChange({ ...value, [freeName('value', names)]: '' })}>{t('entry.add')}</Button>
    </div>
  );
}

type RowProps = Omit<ValueProps, 'label'> & { name: string };

function DeclaredRow({ name, ...value }: RowProps) {
  const { local } = useTexts();
  const label = local(value.shape?.label) || name;
  return (
    <div className="value-row">
      <div className="value-head"><span className="value-name">{label}</span><KindChoice {...value} label={label} /></div>
      <ValueInput {...value} label={label} />
    </div>
  );
}

function OwnRow({ name, taken, onRename, onRemove, ...value }: RowProps & {
  taken: string[]; onRename: (to: string) => void; onRemove: () => void;
}) {
  const { t } = useTexts();
  return (
    <div className="value-row">
      <div className="value-head">
        <NameInput name={name} taken={taken} disabled={value.disabled} onRename={onRename} />
        <KindChoice {...value} label={name} />
        <Button type="text" icon={<DeleteOutlined />} disabled={value.disabled} aria-label={t('designer.variable.remove', { name })}
          onClick={onRemove} />
      </div>
      <ValueInput {...value} label={t('entry.of', { name })} />
    </div>
  );
}
