import { useMemo, useState } from 'react';
import { App, Button, Checkbox, Empty, Input, Segmented, Tag } from 'antd';
import { UserSwitchOutlined } from '@ant-design/icons';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { api, segment, type Page } from '../api/client';
import { useAction } from '../api/useAction';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { useColleagues, type Colleagues } from './colleagues';
import { DueTime, useNow } from './DueTime';
import { fieldsOf } from './form/schema';
import { outcomeText } from './outcomes';
import { SubstituteDrawer } from './SubstituteDrawer';
import { SubstituteNotes } from './SubstituteNotes';
import { substitutes, type UncoveredLeave } from './substitutes';
import { TaskPanel, TaskStateTag } from './TaskPanel';
import { asJson, byDue, closableTogether, type Task } from './tasks';
import './inbox.css';

type View = 'mine' | 'group' | 'done';
const queries: Record<View, Record<string, string | boolean>> = {
  mine: { mine: true },
  group: { state: 'open' },
  done: { mine: true, state: 'completed' },
};

export function InboxPage() {
  const { t, local } = useTexts();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const chosen = decodeURIComponent(pathname.split('/')[2] ?? '');
  const [params, setParams] = useSearchParams();
  const view = (params.get('view') ?? 'mine') as View;
  const text = params.get('text') ?? '';
  const now = useNow();
  const list = useQuery(`tasks/${view}`, (signal) => api.get<Page<Task>>('/api/tasks', queries[view], signal));
  useLive(list.reload, [{ kind: 'tasks' }], 15);
  const colleagues = useColleagues();
  const known = useQuery('substitutes', substitutes.known);
  useLive(known.reload, [{ kind: 'tasks' }], 120);
  const [leave, setLeave] = useState<UncoveredLeave>();
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return (list.data?.items ?? []).filter((task) => local(task.title).toLowerCase().includes(wanted)).sort(byDue);
  }, [list.data, text, local]);
  const change = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );
  const open = (id: string) => navigate(`/inbox/${segment(id)}${search}`);
  const close = () => navigate(`/inbox${search}`);
  const views = [
    { value: 'mine', label: t('inbox.view.mine') },
    { value: 'group', label: t('inbox.view.group') },
    { value: 'done', label: t('inbox.view.done') },
  ];
  return (
    <PageFrame title={t('nav.inbox')} hint={t('inbox.hint')}
      actions={<Button icon={<UserSwitchOutlined />} onClick={() => change('substitutes', 'open')}>{t('substitute.open')}</Button>}>
      {known.data && (
        <SubstituteNotes known={known.data} colleagues={colleagues} onChoose={(uncovered) => {
          setLeave(uncovered);
          change('substitutes', 'open');
        }} />
      )}
      <SubstituteDrawer open={params.get('substitutes') === 'open'} query={known} colleagues={colleagues} leave={leave}
        onClose={() => change('substitutes', '')} onChanged={list.reload} />
      <div className={chosen ? 'inbox inbox-chosen' : 'inbox'}>
        <div className="inbox-list">
          <div className="filters">
            <Segmented options={views} value={view} onChange={(v) => change('view', v)} aria-label={t('inbox.view')} />
            <Input.Search
              allowClear
              value={text}
              onChange={(e) => change('text', e.target.value)}
              placeholder={t('action.search')}
              aria-label={t('action.search')}
            />
          </div>
          <Loaded query={list}>
            {() =>
              shown.length === 0 ? (
                <Empty description={t(text ? 'inbox.nothingFound' : 'inbox.empty')} />
              ) : (
                <TaskList tasks={shown} chosen={chosen} now={now} onOpen={open} onChanged={list.reload} colleagues={colleagues} />
              )
            }
          </Loaded>
        </div>
        <div className="inbox-detail">
          {chosen ? (
            <TaskPanel key={chosen} id={chosen} now={now} onChanged={list.reload} onClose={close} />
          ) : (
            <div className="panel inbox-none quiet">{t('inbox.choose')}</div>
          )}
        </div>
      </div>
    </PageFrame>
  );
}

interface ListProps {
  tasks: Task[];
  chosen: string;
  now: number;
  onOpen: (id: string) => void;
  onChanged: () => void;
  colleagues: Colleagues;
}

function TaskList({ tasks, chosen, now, onOpen, onChanged, colleagues }: ListProps) {
  const { t, local } = useTexts();
  const [ticked, setTicked] = useState<string[]>([]);
  const selected = tasks.filter((task) => ticked.includes(task.id));
  const tick = (id: string) => setTicked((before) => (before.includes(id) ? before.filter((x) => x !== id) : [...before, id]));
  const changed = () => {
    setTicked([]);
    onChanged();
  };
  return (
    <>
      {selected.length > 0 && <BulkBar tasks={selected} onDone={changed} />}
      <ul className="tasks">
        {tasks.map((task) => (
          <li key={task.id} className={task.id === chosen ? 'task-item task-item-chosen' : 'task-item'}>
            <Checkbox
              checked={ticked.includes(task.id)}
              onChange={() => tick(task.id)}
              aria-label={t('inbox.tick', { title: local(task.title) })}
            />
            <button
              type="button"
              className="task-open"
              aria-current={task.id === chosen || undefined}
              onClick={() => onOpen(task.id)}
            >
              <span className="task-title">{local(task.title)}</span>
              <span className="task-line">
                <DueTime task={task} now={now} />
                {task.standsInFor && <Tag color="purple">{t('inbox.standsIn', { person: colleagues.nameOf(task.standsInFor) })}</Tag>}
                <TaskStateTag task={task} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function BulkBar({ tasks, onDone }: { tasks: Task[]; onDone: () => void }) {
  const texts = useTexts();
  const { t } = texts;
  const { message } = App.useApp();
  const action = useAction();
  const together = closableTogether(tasks, (task) => fieldsOf(asJson(task.form)).some((f) => f.required));
  const each = (verb: string, body?: unknown) =>
    action.run(async () => {
      for (const task of tasks) {
        await api.post(`/api/tasks/${segment(task.id)}/${verb}`, body);
      }
      message.success(t('inbox.bulk.done', { n: tasks.length }));
      onDone();
    });
  return (
    <div className="bulk" role="region" aria-label={t('inbox.bulk')}>
      <div className="row">
        <span>{t('inbox.bulk.chosen', { n: tasks.length })}</span>
        {tasks.every((task) => !task.assignee) && (
          <Button size="small" onClick={() => void each('claim')}>
            {t('inbox.claim')}
          </Button>
        )}
        {together &&
          tasks.every((task) => task.assignee) &&
          tasks[0]!.outcomes.map((outcome) => (
            <Button
              key={outcome}
              size="small"
              loading={action.busy}
              onClick={() => void each('complete', { outcome, data: {} })}
            >
              {outcomeText(outcome, texts)}
            </Button>
          ))}
        {!together && <span className="quiet">{t('inbox.bulk.different')}</span>}
      </div>
      <ProblemNotice problem={action.problem} />
    </div>
  );
}
