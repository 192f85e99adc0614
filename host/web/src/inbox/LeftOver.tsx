import { Alert, Button } from 'antd';
import { DataView } from '../controls/DataView';
import { useKept } from '../controls/useKept';
import { useTexts } from '../texts/TextsContext';
import { labelsOf } from './form/schema';
import { asJson, type Task } from './tasks';

/** What a person had typed into the form of a task that somebody else has taken or completed meanwhile. */
export function LeftOver({ task }: { task: Task }) {
  const { t } = useTexts();
  const [kept, setKept] = useKept<Record<string, unknown>>(`task.${task.id}`);
  const typed = Object.fromEntries(Object.entries(kept ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return Object.keys(typed).length === 0 ? null : (
    <Alert type="warning" className="notice" title={t('inbox.leftOver')}
      description={<DataView data={typed} labels={labelsOf(asJson(task.form))} />}
      action={<Button size="small" onClick={() => setKept(undefined)}>{t('action.discard')}</Button>} />
  );
}
