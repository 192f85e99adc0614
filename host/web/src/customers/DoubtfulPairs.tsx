import { useEffect, useRef, useState } from 'react';
import { App, Button, Empty, Skeleton } from 'antd';
import { api, segment, type Page } from '../api/client';
import { useAction } from '../api/useAction';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { ProblemNotice } from '../controls/ProblemNotice';
import { DueTime, useNow } from '../inbox/DueTime';
import { asJson, type Task } from '../inbox/tasks';
import { useTexts } from '../texts/TextsContext';
import { choiceOf, type Choice, type CustomerRecord } from './comparison';
import { RecordsTable } from './RecordsTable';

interface Doubt {
  one?: CustomerRecord;
  other?: CustomerRecord;
  score?: number | null;
}

const most = 200;

/** One doubtful pair after the other, decided by a button or by its key. */
export function DoubtfulPairs() {
  const { t } = useTexts();
  const { me, may } = useSession();
  const query = useQuery(may('workOnTasks') ? 'doubtful-pairs' : null, (signal) =>
    api.get<Page<Task>>('/api/tasks', { definition: 'merge-doubt', limit: most }, signal));
  useLive(query.reload, [{ kind: 'tasks' }], 30);
  const [later, setLater] = useState<string[]>([]);
  // What a colleague works on is theirs.
  const all = (query.data?.items ?? []).filter((task) => !task.assignee || task.assignee === me.user);
  const shown = [...all.filter((task) => !later.includes(task.id)), ...all.filter((task) => later.includes(task.id))];
  const task = shown[0];
  const putOff = (id: string) => setLater((before) => [...before.filter((other) => other !== id), id]);
  return (
    <>
      <ProblemNotice problem={query.problem} onRetry={query.reload} />
      {query.loading && <Skeleton active />}
      {!task && !query.loading && !query.problem && <Empty description={t('merges.none')} />}
      {task && (
        <OnePair key={task.id} task={task} left={all.length} onLater={() => putOff(task.id)} onDone={query.reload} />
      )}
    </>
  );
}

function OnePair({ task, left, onLater, onDone }: { task: Task; left: number; onLater: () => void; onDone: () => void }) {
  const { t, number } = useTexts();
  const { message } = App.useApp();
  const now = useNow();
  const action = useAction();
  const { one = {}, other = {}, score } = (asJson(task.data) ?? {}) as Doubt;
  const decide = (choice: Choice) => {
    if (choice === 'later') {
      onLater();
      return;
    }
    void action.run(async () => {
      const at = `/api/tasks/${segment(task.id)}`;
      await api.post(`${at}/claim`);
      await api.post(`${at}/complete`, { outcome: choice === 'same' ? 'Same' : 'Different' });
      message.success(t(choice === 'same' ? 'merges.saidSame' : 'merges.saidDifferent'));
      onDone();
    });
  };
  const latest = useRef(decide);
  latest.current = decide;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement;
      const choice = choiceOf(event, at.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(at.tagName));
      if (choice) {
        latest.current(choice);
      }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
  return (
    <section className="panel" aria-label={t('merges.records')}>
      <div className="row merges-facts">
        <strong>{t('merges.left', { n: left })}</strong>
        {typeof score === 'number' && <span>{t('merges.score', { score: number(score, 0) })}</span>}
        <DueTime task={task} now={now} />
      </div>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      <RecordsTable one={one} other={other} />
      <div className="row">
        <Button type="primary" loading={action.busy} aria-keyshortcuts="S" onClick={() => decide('same')}>{t('merges.saySame')}</Button>
        <Button loading={action.busy} aria-keyshortcuts="N" onClick={() => decide('different')}>{t('merges.sayDifferent')}</Button>
        <Button type="text" disabled={action.busy || left < 2} aria-keyshortcuts="L" onClick={() => decide('later')}>
          {t('merges.later')}
        </Button>
        <span className="quiet hide-narrow">{t('merges.keys')}</span>
      </div>
    </section>
  );
}
