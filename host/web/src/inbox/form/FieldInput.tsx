import { AutoComplete, Button, DatePicker, Input, InputNumber, Radio, Select, Switch, TimePicker, Upload, App } from 'antd';
import { DeleteOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons';
import dayjs from 'dayjs';
import { useTexts } from '../../texts/TextsContext';
import { DataInput } from '../../dataforms/DataInput';
import { writeJson } from '../../dataforms/edits';
import { DataValue } from '../../controls/DataValue';
import { unitName } from '../../controls/words';
import { hasGivenRows, type Field } from './schema';

interface Props {
  field: Field;
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  disabled?: boolean;
}

const largestFile = 1024 * 1024;
const fewChoices = 4;

/** The control of a field, by its kind. */
export function FieldInput(props: Props) {
  const { t, local } = useTexts();
  const { field, id, value, onChange, disabled } = props;
  const common = { id, disabled: disabled || field.readOnly };
  const typed = (e: { target: { value: string } }) => onChange?.(e.target.value);
  switch (field.kind) {
    case 'long':
      return <Input.TextArea {...common} value={value as string} onChange={typed} autoSize={{ minRows: 3, maxRows: 10 }} />;
    case 'number':
    case 'integer':
      return (
        <InputNumber
          {...common}
          className="fill"
          value={value as number}
          onChange={(v) => onChange?.(v)}
          precision={field.kind === 'integer' ? 0 : undefined}
          suffix={unitName(unitOf(field), t)}
          inputMode="decimal"
        />
      );
    case 'yesNo':
      return <Switch {...common} checked={value === true} onChange={onChange} />;
    case 'texts':
      return (
        <Select {...common} mode="tags" open={false} suffixIcon={null} tokenSeparators={['\n', '，', ',']} value={value as string[]}
          onChange={onChange} />
      );
    case 'choice':
    case 'choices':
      return <ChoiceInput {...props} />;
    case 'suggested':
      return <SuggestedInput {...props} />;
    case 'date':
    case 'dateTime':
    case 'time':
      return <MomentInput {...props} />;
    case 'file':
      return <FileInput {...props} />;
    case 'rows':
      return <RowsInput {...props} />;
    case 'json':
      return <DataInput {...common} label={local(field.label)} text={typeof value === 'string' ? value : writeJson(value ?? undefined)}
        shape={field.shape} faultElsewhere onChange={(text) => onChange?.(text || undefined)} />;
    default:
      return <Input {...common} value={value as string} onChange={typed} maxLength={4000} />;
  }
}

const unitOf = (field: Field) => (typeof field.schema['x-unit'] === 'string' ? field.schema['x-unit'] : undefined);

function ChoiceInput({ field, id, value, onChange, disabled }: Props) {
  const { local } = useTexts();
  const options = field.choices.map((c) => ({ value: c.value as string, label: local(c.label) }));
  if (field.kind === 'choice' && options.length <= fewChoices) {
    return (
      <Radio.Group id={id} disabled={disabled} value={value} onChange={(e) => onChange?.(e.target.value)} options={options} />
    );
  }
  return (
    <Select
      id={id}
      disabled={disabled}
      value={value as string}
      onChange={(v) => onChange?.(v)}
      options={options}
      allowClear={!field.required}
      mode={field.kind === 'choices' ? 'multiple' : undefined}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}

/** One of what is often meant, or whatever is written instead. */
function SuggestedInput({ field, id, value, onChange, disabled }: Props) {
  const { local } = useTexts();
  const known = field.choices.map((c) => ({ value: c.value, text: local(c.label) }));
  return (
    <AutoComplete id={id} disabled={disabled} className="fill" value={known.find((c) => c.value === value)?.text ?? (value as string)}
      options={known.map((c) => ({ value: c.text }))}
      showSearch={{ filterOption: (typed, option) => (option?.value ?? '').toLowerCase().includes(typed.toLowerCase()) }}
      onChange={(text: string) => onChange?.(known.find((c) => c.text === text)?.value ?? text)} />
  );
}

function MomentInput({ field, id, value, onChange, disabled }: Props) {
  const text = typeof value === 'string' ? value : '';
  if (field.kind === 'time') {
    return (
      <TimePicker
        id={id}
        className="fill"
        disabled={disabled}
        value={text ? dayjs(`2000-01-01T${text}`) : null}
        onChange={(v) => onChange?.(v ? v.format('HH:mm:ss') : undefined)}
      />
    );
  }
  const withTime = field.kind === 'dateTime';
  return (
    <DatePicker
      id={id}
      className="fill"
      disabled={disabled}
      showTime={withTime}
      value={text ? dayjs(text) : null}
      onChange={(v) => onChange?.(v ? v.format(withTime ? 'YYYY-MM-DDTHH:mm:ssZ' : 'YYYY-MM-DD') : undefined)}
    />
  );
}

function FileInput({ id, value, onChange, disabled }: Props) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const read = (file: File) => {
    if (file.size > largestFile) {
      message.error(t('form.fileTooLarge', { n: largestFile / 1024 }));
      return false;
    }
    const reader = new FileReader();
    reader.onload = () => onChange?.(reader.result);
    reader.readAsDataURL(file);
    return false;
  };
  return (
    <div className="row">
      <Upload id={id} beforeUpload={read} maxCount={1} showUploadList={false} disabled={disabled}>
        <Button icon={<UploadOutlined />}>{t('form.chooseFile')}</Button>
      </Upload>
      {typeof value === 'string' && value !== '' && (
        <>
          <span className="quiet">{t('form.fileChosen', { n: Math.ceil((value.length * 3) / 4 / 1024) })}</span>
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('action.remove')} onClick={() => onChange?.(undefined)} />
        </>
      )}
    </div>
  );
}

function RowsInput({ field, value, onChange, disabled }: Props) {
  const { t, local } = useTexts();
  const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
  const change = (row: number, name: string, cell: unknown) =>
    onChange?.(rows.map((r, i) => (i === row ? { ...r, [name]: cell } : r)));
  return (
    <div className="form-rows">
      {rows.map((row, i) => (
        <fieldset key={i} className="form-row-set">
          <legend>{t('form.row', { n: i + 1 })}</legend>
          {field.columns.map((column) => (
            <label key={column.name}>
              <span>{local(column.label)}</span>
              {column.readOnly ? <strong><DataValue value={row[column.name]} /></strong> : (
                <FieldInput field={column} value={row[column.name]} onChange={(cell) => change(i, column.name, cell)} disabled={disabled} />
              )}
            </label>
          ))}
          <Button type="text" icon={<DeleteOutlined />} disabled={disabled} onClick={() => onChange?.(rows.filter((_, n) => n !== i))}>
            {t('action.remove')}
          </Button>
        </fieldset>
      ))}
      {!hasGivenRows(field) && (
        <Button icon={<PlusOutlined />} onClick={() => onChange?.([...rows, {}])} disabled={disabled}>{t('form.addRow')}</Button>
      )}
    </div>
  );
}
