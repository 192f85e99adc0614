import { useMemo } from 'react';
import { Button, Checkbox, Empty, Segmented, Select, Skeleton } from 'antd';
import { UserSwitchOutlined } from '@ant-design/icons';
import { useLocation, useNavigate } from 'react-router';
import { api, segment, type Page } from '../api/client';
import { useLive } from '../api/useLive';
import { useSession } from '../app/session';
import { PageFrame } from '../controls/PageFrame';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useFilters } from '../controls/useFilters';
import { usePages } from '../controls/usePages';
import { useDefinitionNames } from '../runs/RunsPage';
import { SearchInput } from '../controls/SearchInput';
import { useTexts } from '../texts/TextsContext';
import { useColleagues } from './colleagues';
import { useNow } from './DueTime';
import { Substitutes } from './Substitutes';
import { TaskList } from './TaskList';
import { TaskPanel } from './TaskPanel';
import { byDue, type Task } from './tasks';
import { useInboxFocus } from './useInboxFocus';
import { useInboxKeys } from './useInboxKeys';
import './inbox.css';

type View = 'mine' | 'group' | 'all' | 'done';
const queries: Record<View, Record<string, string | boolean>> = {
  mine: { mine: true },
  group: { state: 'open' },
  all: { state: 'open,claimed' },
  done: { mine: true, state: 'completed' },
};

export function InboxPage() {
  const { t } = useTexts();
  const { may } = useSession();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const chosen = decodeURIComponent(pathname.split('/')[2] ?? '');
  const [filter, setFilter] = useFilters();
  const view = (filter('view') || 'mine') as View;
  const wanted = { text: filter('text').trim(), definition: filter('definition'), late: view !== 'done' && filter('late') === 'true' };
  const narrowed = Boolean(wanted.text || wanted.definition || wanted.late);
  const now = useNow();
  const list = usePages<Task>(`tasks/${view}/${JSON.stringify(wanted)}`, (skip, signal) =>
    api.get<Page<Task>>('/api/tasks', { ...queries[view], ...wanted, skip }, signal));
  useLive(list.reload, [{ kind: 'tasks' }], 15);
  const colleagues = useColleagues();
  const processes = [...useDefinitionNames()].map(([value, label]) => ({ value, label }));
  const open = (id: string) => navigate(`/inbox/${segment(id)}${search}`);
  const close = () => navigate(`/inbox${search}`);
  const tasks = useMemo(() => [...list.items].sort(byDue), [list.items]);
  useInboxKeys(tasks, chosen, open, close);
  const focus = useInboxFocus(chosen);
  const showSubstitutes = (shown: boolean) => setFilter({ substitutes: shown ? 'open' : undefined });
  const shown = ['mine', 'group', ...(may('superviseTasks') ? ['all'] as const : []), 'done'] as const;
  const views = shown.map((value) => ({ value, label: t(`inbox.view.${value}`) }));
  return (
    <PageFrame title={t('nav.inbox')} hint={t('inbox.hint')}
      actions={<Button icon={<UserSwitchOutlined />} onClick={() => showSubstitutes(true)}>{t('substitute.open')}</Button>}>
      <Substitutes open={filter('substitutes') === 'open'} colleagues={colleagues} onOpen={showSubstitutes} onChanged={list.reload} />
      <div className={chosen ? 'inbox inbox-chosen' : 'inbox'}>
        <div className="inbox-list" ref={focus.list} tabIndex={-1}>
          <div className="filters">
            <Segmented options={views} value={view} onChange={(v) => setFilter({ view: v })} aria-label={t('inbox.view')} />
            <SearchInput value={filter('text')} onChange={(e) => setFilter({ text: e.target.value })}
              placeholder={t('action.search')} aria-label={t('inbox.find')} />
          </div>
          <div className="filters">
            <Select allowClear className="inbox-process" showSearch={{ optionFilterProp: 'label' }} value={wanted.definition || undefined}
              placeholder={t('runs.definition')} aria-label={t('runs.definition')} options={processes}
              onChange={(definition) => setFilter({ definition })} />
            {view !== 'done' && (
              <Checkbox checked={wanted.late} onChange={(e) => setFilter({ late: e.target.checked ? 'true' : undefined })}>
                {t('inbox.onlyLate')}
              </Checkbox>
            )}
          </div>
          <ProblemNotice problem={list.problem} onRetry={list.reload} />
          {list.items.length > 0 && (
            <TaskList tasks={tasks} chosen={chosen} now={now} onOpen={open} onChanged={list.reload}
              colleagues={colleagues} />
          )}
          {list.items.length === 0 && !list.problem && (list.loading ? <Skeleton active />
            : <Empty description={t(narrowed ? 'inbox.nothingFound' : view === 'done' ? 'inbox.noneDone' : 'inbox.empty')} />)}
          <div className="row list-foot">
            {list.more && <Button onClick={list.more} loading={list.loading}>{t('action.more')}</Button>}
            {list.total ? <span className="quiet">{t('table.count', { n: list.items.length, of: list.total })}</span> : null}
          </div>
        </div>
        <div className="inbox-detail" ref={focus.detail} tabIndex={-1}>
          {chosen
            ? <TaskPanel key={chosen} id={chosen} now={now} onChanged={list.reload} onClose={close} />
            : <div className="panel inbox-none quiet">{t('inbox.choose')}</div>}
        </div>
      </div>
    </PageFrame>
  );
}
