import { useState } from 'react';
import { App, Button, Input, Popconfirm } from 'antd';
import { useAction } from '../api/useAction';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { useTexts } from '../texts/TextsContext';
import { PreviewList } from './PreviewList';
import { calendars, type Calendar, type CalendarText, type Preview } from './server';
import { areShifts, type SpecialLine } from './special';

interface Props {
  calendar: Calendar;
  etag: string | null;
  draft: CalendarText | undefined;
  lines: SpecialLine[] | undefined;
  onDiscard: () => void;
  onDone: () => void;
  /** Looks at the calendar anew; one's own days stay. */
  onReload: () => void;
}

const isWhole = (line: SpecialLine) => line.from !== '' && (line.zh.trim() !== '' || line.en.trim() !== '') && areShifts(line.shifts);

/** First what would move, then why, then the change itself. */
export function ChangeSteps({ calendar, etag, draft, lines, onDiscard, onDone, onReload }: Props) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const action = useAction();
  const [reason, setReason] = useKept<string>(`calendar.${calendar.name}.reason`);
  const [seen, setSeen] = useState<{ text: string; preview: Preview }>();
  const text = JSON.stringify(draft);
  const looked = seen && seen.text === text ? seen.preview : undefined;
  const whole = lines?.every(isWhole) ?? false;
  const finish = () => {
    setReason(undefined);
    setSeen(undefined);
    onDone();
  };
  const again = () => {
    action.clear();
    onReload();
  };
  const look = () => action.run(async () => setSeen({ text, preview: await calendars.preview(calendar.name, draft!) }));
  const save = () => action.run(async () => {
    await calendars.save(calendar.name, draft!, reason!.trim(), etag);
    message.success(t('calendar.saved'));
    finish();
  });
  const restore = () => action.run(async () => {
    await calendars.restore(calendar.name, reason?.trim() ?? '', etag);
    message.success(t('calendar.saved'));
    finish();
  });
  return (
    <div className="stack">
      <ProblemNotice problem={action.problem} onClose={action.clear} onRetry={action.problem?.isConflict ? again : undefined} />
      {draft && (
        <div className="row">
          <Button onClick={() => void look()} disabled={!whole} loading={action.busy}>{t('calendar.preview')}</Button>
          <Button type="link" onClick={onDiscard}>{t('action.discard')}</Button>
          {!whole && <span className="quiet">{t('calendar.incomplete')}</span>}
        </div>
      )}
      {looked && <PreviewList preview={looked} />}
      {(looked ?? calendar.isChanged) && (
        <label>{t('calendar.reason')}
          <Input value={reason ?? ''} maxLength={500} placeholder={t('calendar.reason.hint')}
            onChange={(e) => setReason(e.target.value || undefined)} />
        </label>
      )}
      <div className="row">
        {looked && (
          <Button type="primary" disabled={!reason?.trim()} loading={action.busy} onClick={() => void save()}>{t('calendar.save')}</Button>
        )}
        {calendar.isChanged && calendar.isShipped && !draft && (
          <Popconfirm title={t('calendar.restore.ask')} okText={t('calendar.restore')} cancelText={t('action.back')} onConfirm={restore}>
            <Button loading={action.busy} disabled={!reason?.trim()}>{t('calendar.restore')}</Button>
          </Popconfirm>
        )}
      </div>
    </div>
  );
}
