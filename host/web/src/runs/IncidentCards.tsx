import { useState } from 'react';
import { Button, Dropdown } from 'antd';
import { ExclamationCircleFilled } from '@ant-design/icons';
import { useSession } from '../app/session';
import type { Activity } from '../designer/graph/definition';
import { useTexts } from '../texts/TextsContext';
import { RepairDialog } from './RepairDialog';
import { runs, type Repair, type RunDetail, type RunIncident } from './server';

type ActionName = Repair['action'];

interface Props {
  detail: RunDetail;
  nameOf: (activity: string) => string;
  activityOf: (id: string) => Activity | undefined;
  activities: string[];
  outcomesOf: (activity: string | null | undefined) => { value: string; label: string }[];
  onChanged: () => void;
}

/** What went wrong, and what a person can do about it; each deed shows first what it would change. */
export function IncidentCards({ detail, nameOf, activityOf, activities, outcomesOf, onChanged }: Props) {
  const { t, local, dateTime } = useTexts();
  const { may } = useSession();
  const [open, setOpen] = useState<{ incident: RunIncident; action: ActionName }>();
  const others: ActionName[] = ['skip', 'move', 'cancel-activity', 'cancel'];
  return (
    <>
      {(detail.incidents ?? []).map((incident) => (
        <section className="incident" key={incident.id} aria-label={t('runs.incident')}>
          <strong><ExclamationCircleFilled className="bad" /> {local(incident.message)}</strong>
          <p className="quiet">{incident.code}{incident.activityId ? ` · ${nameOf(incident.activityId)}` : ''}{' '}
            {incident.at ? dateTime(incident.at) : ''}</p>
          {may('repairRuns') && (
            <div className="row">
              <Button type="primary" onClick={() => setOpen({ incident, action: 'retry' })}>{t('repair.retry')}</Button>
              <Dropdown trigger={['click']} menu={{ items: others.map((key) => ({ key, label: t(`repair.${key}`) })),
                onClick: ({ key }) => setOpen({ incident, action: key as ActionName }) }}>
                <Button>{t('repair.other')}</Button>
              </Dropdown>
            </div>
          )}
        </section>
      ))}
      {open && <RepairDialog action={open.action} runId={detail.run.id} activities={activities} nameOf={nameOf} activityOf={activityOf}
        outcomes={outcomesOf(open.incident.activityId)} send={runs.repair}
        fixed={open.action === 'retry' || open.action === 'skip' ? { incidentId: open.incident.id }
          : open.action === 'cancel' ? {} : { activityId: open.incident.activityId ?? undefined }}
        onClose={() => setOpen(undefined)} onDone={onChanged} />}
    </>
  );
}
