import { Button, DatePicker, Input } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import dayjs, { type Dayjs } from 'dayjs';
import { useTexts } from '../texts/TextsContext';
import { areShifts, type SpecialLine } from './special';

interface Props {
  lines: SpecialLine[];
  disabled: boolean;
  /** The day that a new line begins with. */
  day: string;
  onChange: (lines: SpecialLine[]) => void;
}

const dayOf = (day: Dayjs | null | undefined) => day?.format('YYYY-MM-DD') ?? '';

/** Promotion days, closures, extra shifts: the days that go before the week and the holidays. */
export function SpecialDaysEditor({ lines, disabled, day, onChange }: Props) {
  const { t } = useTexts();
  const set = (index: number, part: Partial<SpecialLine>) => onChange(lines.map((l, i) => (i === index ? { ...l, ...part } : l)));
  return (
    <div className="stack">
      {lines.length === 0 && <p className="quiet">{t('calendar.noSpecial')}</p>}
      {lines.map((line, i) => (
        <fieldset key={i} className="special-line" disabled={disabled}>
          <legend className="hidden">{t('calendar.line', { n: i + 1 })}</legend>
          <label>{t('calendar.nameZh')}<Input value={line.zh} maxLength={100} onChange={(e) => set(i, { zh: e.target.value })} /></label>
          <label>{t('calendar.nameEn')}<Input value={line.en} maxLength={100} onChange={(e) => set(i, { en: e.target.value })} /></label>
          <label>{t('calendar.days')}
            <DatePicker.RangePicker allowClear={false} disabled={disabled}
              value={line.from ? [dayjs(line.from), dayjs(line.to || line.from)] : null}
              onChange={(range) => set(i, { from: dayOf(range?.[0]), to: dayOf(range?.[1]) })} />
          </label>
          <label>{t('calendar.shifts')}
            <Input value={line.shifts} maxLength={200} placeholder={t('calendar.shifts.hint')}
              status={areShifts(line.shifts) ? '' : 'error'} aria-invalid={!areShifts(line.shifts)}
              onChange={(e) => set(i, { shifts: e.target.value })} />
            {!areShifts(line.shifts) && <span className="bad">{t('calendar.shifts.wrong')}</span>}
          </label>
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('calendar.remove', { name: line.zh || line.en || line.from })}
            onClick={() => onChange(lines.filter((_, other) => other !== i))} />
        </fieldset>
      ))}
      {!disabled && (
        <div><Button icon={<PlusOutlined />} onClick={() => onChange([...lines, { zh: '', en: '', from: day, to: day, shifts: '' }])}>
          {t('calendar.add')}</Button></div>
      )}
    </div>
  );
}
