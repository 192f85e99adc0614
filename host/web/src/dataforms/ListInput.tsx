import { Button } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTexts } from '../texts/TextsContext';
import { nextEntry } from './edits';
import { KindChoice, ValueInput, type ValueProps } from './ValueInput';

interface Props extends ValueProps {
  value: unknown[];
}

/** The entries of a list, one below the other; a new one begins like the last. */
export function ListInput({ id, label, value, shape, disabled, onChange }: Props) {
  const { t } = useTexts();
  return (
    <div className="value-group" id={id} role="group" aria-label={label}>
      {value.map((entry, n) => {
        const name = t('form.row', { n: n + 1 });
        const common = {
          label: `${label}, ${name}`, value: entry, shape: shape?.items, disabled,
          onChange: (next: unknown) => onChange(value.map((e, i) => (i === n ? next ?? null : e))),
        };
        return (
          <div className="value-row" key={n}>
            <div className="value-head">
              <span className="value-name quiet">{name}</span>
              <KindChoice {...common} />
              <Button type="text" icon={<DeleteOutlined />} disabled={disabled} aria-label={t('designer.variable.remove', { name })}
                onClick={() => onChange(value.filter((_, i) => i !== n))} />
            </div>
            <ValueInput {...common} />
          </div>
        );
      })}
      <Button size="small" icon={<PlusOutlined />} disabled={disabled}
        onClick={() => onChange([...value, nextEntry(value, shape?.items)])}>{t('entry.addEntry')}</Button>
    </div>
  );
}
