import { useState } from 'react';
import { Alert, App, Button, Input } from 'antd';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { Dialog } from '../controls/Dialog';
import { Loaded } from '../controls/Loaded';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { RunStateTag } from './RunStateTag';
import { runs, type ManyRepaired, type Run } from './server';
import { titleOf } from './titles';

interface Props {
  chosen: Run[];
  /** What definitions are called, by id. */
  names: Map<string, string>;
  onDone: () => void;
  /** Some of them have changed. */
  onPart: () => void;
}

interface Asked {
  action: 'retry' | 'cancel';
  /** As they were chosen: what is under way changes the list. */
  of: Run[];
}

/** What can be done to all chosen runs at once. */
export function BulkRepair({ chosen, names, onDone, onPart }: Props) {
  const { t } = useTexts();
  const { may } = useSession();
  const [asked, setAsked] = useState<Asked>();
  const broken = chosen.filter((r) => r.openIncidents > 0);
  const open = chosen.filter((r) => ['running', 'waiting', 'faulted'].includes(r.status));
  return (
    <>
      {chosen.length > 0 && (
        <div className="bulk row">
          <span>{t('inbox.bulk.chosen', { n: chosen.length })}</span>
          {may('repairRuns') && (
            <>
              <Button size="small" disabled={broken.length === 0} onClick={() => setAsked({ action: 'retry', of: broken })}>
                {t('runs.retryAll', { n: broken.length })}
              </Button>
              <Button size="small" danger disabled={open.length === 0} onClick={() => setAsked({ action: 'cancel', of: open })}>
                {t('runs.cancelAll', { n: open.length })}
              </Button>
            </>
          )}
        </div>
      )}
      {asked && <BulkDialog {...asked} names={names} onClose={() => setAsked(undefined)} onDone={onDone} onPart={onPart} />}
    </>
  );
}

type DialogProps = Asked & Omit<Props, 'chosen'> & { onClose: () => void };

/** What would become of each run, then doing it to those that it can be done to. */
function BulkDialog({ action: name, of, names, onClose, onDone, onPart }: DialogProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const action = useAction();
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<ManyRepaired>();
  const ids = of.map((r) => r.id);
  const would = useQuery(`repairs/${name}/${ids.join()}`, () => runs.repairMany(ids, { action: name, dryRun: true }));
  const able = (would.data?.items ?? []).filter((item) => item.done).map((item) => item.id);
  const finish = () => {
    if (done) {
      onDone();
    }
    onClose();
  };
  const go = () => action.run(async () => {
    const answer = await runs.repairMany(able, { action: name, reason: reason.trim() || undefined, dryRun: false }).finally(onPart);
    if (answer.refused > 0) {
      setDone(answer);
      return;
    }
    message.success(t('runs.bulkDone', { n: answer.done }));
    onDone();
    onClose();
  });
  return (
    <Dialog title={t(`repair.${name}`)} onClose={finish} keeps={done !== undefined} footer={done
      ? <Button onClick={finish}>{t('action.close')}</Button>
      : [
        <Button key="not" onClick={finish}>{t('action.back')}</Button>,
        <Button key="do" type="primary" danger={name === 'cancel'} disabled={able.length === 0} loading={action.busy} onClick={go}>
          {t('runs.bulk.do', { n: able.length })}</Button>,
      ]}>
      <p className="quiet">{t(`repair.${name}.hint`)}</p>
      <ProblemNotice problem={action.problem} />
      {!done && <Input value={reason} maxLength={500} placeholder={t('repair.reason')} aria-label={t('repair.reason')}
        onChange={(e) => setReason(e.target.value)} />}
      <Loaded query={would}>{(shown) => <Outcome answer={done ?? shown} isDone={done !== undefined} of={of} names={names} />}</Loaded>
    </Dialog>
  );
}

/** What became of each run, or would become of it. */
function Outcome({ answer, isDone, of, names }: { answer: ManyRepaired; isDone: boolean } & Pick<DialogProps, 'of' | 'names'>) {
  const { t, local } = useTexts();
  const said = answer.done === 0 ? t('runs.bulk.none') : t(isDone ? 'runs.bulk.did' : 'runs.bulk.would', { n: answer.done });
  const faults = answer.items.some(({ status }) => status === 'faulted');
  const refused = answer.refused > 0 && answer.done > 0 ? t('runs.bulk.refused', { n: answer.refused }) : '';
  return (
    <>
      <Alert className="bulk-said" type={answer.refused > 0 || faults ? 'warning' : 'info'} title={`${said} ${refused}`} />
      <ul className="bulk-runs" tabIndex={0} aria-label={t('nav.runs')}>
        {answer.items.map(({ id, status, problem }) => {
          const run = of.find((r) => r.id === id);
          return (
            <li key={id}>
              <span><strong>{run ? titleOf(run, t) : id}</strong>{' '}
                {run && <span className="quiet">{names.get(run.definitionId)}</span>}</span>
              {problem
                ? <span className="bad">{local(problem.message)} {local(problem.nextStep)}</span>
                : <span>{run && <RunStateTag state={run.status} />} → {status && <RunStateTag state={status} />}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
