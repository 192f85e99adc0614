import { useState } from 'react';
import { Button, Table } from 'antd';
import { useSession } from '../app/session';
import { useTexts } from '../texts/TextsContext';
import { RepairDialog } from './RepairDialog';
import { runs, type RunDetail } from './server';
import { variableHistory, type Moment } from './trail';

interface Props {
  detail: RunDetail;
  moments: Moment[];
  nameOf: (activity: string) => string;
  onChanged: () => void;
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** The variables as they are and as they were, and giving one another value. */
export function VariableTable({ detail, moments, nameOf, onChanged }: Props) {
  const { t, dateTime } = useTexts();
  const { may } = useSession();
  const [edited, setEdited] = useState<string>();
  const changes = variableHistory(moments);
  const rows = Object.entries(detail.variables ?? {}).map(([name, value]) => ({ name, value }));
  return (
    <>
      <Table rowKey="name" size="small" pagination={false} dataSource={rows} locale={{ emptyText: t('runs.noVariables') }} columns={[
        { title: t('designer.name'), dataIndex: 'name' },
        { title: t('runs.value'), key: 'value', render: (_, r) => <code className="mono">{shown(r.value)}</code> },
        { title: t('runs.change'), key: 'edit', width: 120, render: (_, r) => may('repairRuns') && (
          <Button size="small" onClick={() => setEdited(r.name)} aria-label={`${t('runs.change')}: ${r.name}`}>{t('runs.change')}</Button>
        ) },
      ]} expandable={{
        rowExpandable: (r) => (changes.get(r.name)?.length ?? 0) > 0,
        expandedRowRender: (r) => (
          <ol className="variable-history">
            {changes.get(r.name)?.map((c, i) => (
              <li key={i}><code className="mono">{shown(c.value)}</code>{' '}
                <span className="quiet">{dateTime(c.at)} · {c.actor}{c.activity ? ` · ${nameOf(c.activity)}` : ''}</span></li>
            ))}
          </ol>
        ),
      }} />
      {edited && <RepairDialog action="edit-variable" runId={detail.run.id} fixed={{ name: edited }} start={shown(detail.variables[edited])}
        send={runs.repair} onClose={() => setEdited(undefined)} onDone={onChanged} activities={[]} nameOf={nameOf} />}
    </>
  );
}
