import { useState } from 'react';
import { App, Button, Input, Space, Tag } from 'antd';
import { LeftOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { api, segment } from '../api/client';
import { useAction } from '../api/useAction';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { DataView } from '../controls/DataView';
import { isData, type Data } from '../controls/data';
import { Loaded } from '../controls/Loaded';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useKept } from '../controls/useKept';
import { useTexts } from '../texts/TextsContext';
import { useColleagues, type Colleagues } from './colleagues';
import { DelegateButton } from './DelegateButton';
import { DueTime } from './DueTime';
import { fieldsOf, labelsOf, showsAll } from './form/schema';
import { outcomeText } from './outcomes';
import { LeftOver } from './LeftOver';
import { TaskDeadline } from './TaskDeadline';
import { TaskForm } from './TaskForm';
import { asJson, isOpen, type Task, type TaskComment } from './tasks';
import { useHolderFocus } from './useInboxFocus';

interface Props {
  id: string;
  now: number;
  onChanged: () => void;
  onClose: () => void;
}

export function TaskPanel({ id, now, onChanged, onClose }: Props) {
  const query = useQuery(`task/${id}`, (signal) => api.get<Task>(`/api/tasks/${segment(id)}`, undefined, signal));
  useLive(query.reload, [{ kind: 'tasks', id }], 30);
  const changed = () => {
    query.reload();
    onChanged();
  };
  return (
    <>
      {query.problem && !query.data && <BackButton onClose={onClose} />}
      <Loaded query={query}>
        {(task) => <OpenTask key={task.id} task={task} now={now} onChanged={changed} onClose={onClose} />}
      </Loaded>
    </>
  );
}

/** The way to the list, where only one of both has room. */
function BackButton({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  return <Button className="task-back" type="text" icon={<LeftOutlined />} onClick={onClose}>{t('inbox.backToList')}</Button>;
}

function OpenTask({ task, now, onChanged, onClose }: { task: Task; now: number; onChanged: () => void; onClose: () => void }) {
  const texts = useTexts();
  const { t, local, dateTime } = texts;
  const { me, may } = useSession();
  const { message } = App.useApp();
  const colleagues = useColleagues();
  const action = useAction();
  const mine = task.assignee === me.user;
  const standsIn = mine ? undefined : task.standsInFor;
  const step = (verb: string) =>
    action.run(async () => {
      await api.post(`/api/tasks/${segment(task.id)}/${verb}`);
      onChanged();
    });
  const done = (outcome: string) => {
    message.success(t('inbox.done', { outcome: outcomeText(outcome, texts, task.outcomeLabels) }));
    onChanged();
    onClose();
  };
  const data = asJson(task.data);
  const panel = useHolderFocus(task.assignee);
  return (
    <article ref={panel} tabIndex={-1} className="panel task" aria-label={local(task.title)}>
      <BackButton onClose={onClose} />
      <p className="task-process quiet">{local(task.definitionName) || task.definitionId}</p>
      <h2>{local(task.title)}</h2>
      <Space wrap size={[12, 4]} className="task-facts">
        <DueTime task={task} now={now} />
        <TaskStateTag task={task} nameOf={colleagues.nameOf} />
        <span className="quiet">{t('inbox.created', { at: dateTime(task.createdAt) })}</span>
        {may('readRuns') && <Link to={`/runs/${segment(task.runId)}`}>{t('inbox.run')}</Link>}
      </Space>
      {task.dueAt && <TaskDeadline taskId={task.id} dueAt={task.dueAt} />}
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      {isData(data) && <DataView data={isOpen(task) && mine ? besideForm(task, data) : data} labels={labelsOf(asJson(task.form))} />}
      {isOpen(task) && (
        <div className="row task-verbs">
          {(!task.assignee || standsIn) && (
            <Button type="primary" onClick={() => step('claim')} loading={action.busy}>
              {t(task.assignee ? 'inbox.takeOver' : 'inbox.claim')}
            </Button>
          )}
          {mine && (
            <Button onClick={() => step('release')} loading={action.busy}>
              {t('inbox.release')}
            </Button>
          )}
          {(mine || may('superviseTasks')) && <DelegateButton task={task} onDone={onChanged} />}
        </div>
      )}
      {isOpen(task) && mine ? <TaskForm task={task} onDone={done} /> : <LeftOver task={task} />}
      {isOpen(task) && standsIn && <p className="quiet">{t('inbox.standsIn.hint', { person: colleagues.nameOf(standsIn) })}</p>}
      {isOpen(task) && !mine && !(standsIn && task.assignee) && (
        <p className="quiet">{task.assignee ? t('inbox.heldBy', { user: colleagues.nameOf(task.assignee) }) : t('inbox.claimFirst')}</p>
      )}
      {task.outcome && (
        <p>{t('inbox.closedAs', { outcome: outcomeText(task.outcome, texts, task.outcomeLabels), at: dateTime(task.closedAt) })}</p>
      )}
      <Comments task={task} nameOf={colleagues.nameOf} onAdded={onChanged} />
    </article>
  );
}

/** What a task brings, without what its form shows already. */
function besideForm(task: Task, data: Data): Data {
  const inForm = fieldsOf(asJson(task.form)).filter((field) => showsAll(field, data[field.name])).map((field) => field.name);
  return Object.fromEntries(Object.entries(data).filter(([name]) => !inForm.includes(name)));
}

export function TaskStateTag({ task, nameOf }: { task: Task; nameOf: Colleagues['nameOf'] }) {
  const { t } = useTexts();
  const { me } = useSession();
  const color = { open: 'blue', claimed: 'gold', completed: 'green', cancelled: 'default' }[task.state];
  const held = task.assignee === me.user ? t('inbox.state.mine') : t('inbox.state.claimed', { user: nameOf(task.assignee ?? '') });
  return <Tag color={color}>{task.state === 'claimed' ? held : t(`inbox.state.${task.state}`)}</Tag>;
}

function Comments({ task, nameOf, onAdded }: { task: Task; nameOf: Colleagues['nameOf']; onAdded: () => void }) {
  const { t, dateTime } = useTexts();
  const action = useAction();
  const [kept, setKept] = useKept<string>(`comment.${task.id}`);
  const [text, setText] = useState(kept ?? '');
  const type = (value: string) => {
    setText(value);
    setKept(value || undefined);
  };
  const send = () =>
    action.run(async () => {
      await api.post(`/api/tasks/${segment(task.id)}/comments`, { text });
      type('');
      onAdded();
    });
  const comments: TaskComment[] = task.comments ?? [];
  return (
    <section className="task-comments" aria-label={t('inbox.comments')}>
      <h3>{t('inbox.comments')}</h3>
      {comments.length === 0 && <p className="quiet">{t('inbox.noComments')}</p>}
      <ol>
        {comments.map((c, i) => (
          <li key={i}>
            <strong>{nameOf(c.actor)}</strong> <span className="quiet">{dateTime(c.at)}</span>
            <div className="task-comment">{c.text}</div>
          </li>
        ))}
      </ol>
      <ProblemNotice problem={action.problem} />
      <Input.TextArea
        value={text}
        onChange={(e) => type(e.target.value)}
        aria-label={t('inbox.newComment')}
        placeholder={t('inbox.newComment')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
      />
      <Button onClick={() => void send()} disabled={text.trim() === ''} loading={action.busy}>
        {t('inbox.comment')}
      </Button>
    </section>
  );
}
