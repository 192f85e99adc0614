import { lazy, Suspense, type ReactNode } from 'react';
import { Empty, Skeleton, Tag } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { DueTime, useNow } from '../inbox/DueTime';
import { byDue, type Task } from '../inbox/tasks';
import { useDefinitionNames } from '../runs/RunsPage';
import { titleOf } from '../runs/titles';
import type { Run } from '../runs/server';
import { useTexts } from '../texts/TextsContext';
import { figures, overview, type Day, type Sight } from './server';
import { runTiles, taskTiles, type Tile } from './tiles';
import './overview.css';

const DayChart = lazy(async () => ({ default: (await import('./DayChart')).DayChart }));

export function OverviewPage() {
  const { t } = useTexts();
  const { may } = useSession();
  const sight: Sight = { runs: may('readRuns'), tasks: may('workOnTasks'), allTasks: may('superviseTasks') };
  const query = useQuery('figures', (signal) => figures(sight, signal));
  const days = useQuery(sight.runs ? 'overview' : null, overview);
  useLive(query.reload, [{ kind: 'runs' }, { kind: 'tasks' }], 20);
  useLive(days.reload, [{ kind: 'runs' }, { kind: 'tasks' }, { kind: 'facts' }], 60);
  const signals = may('readFacts') ? days.data?.signals : undefined;
  return (
    <PageFrame title={t('nav.overview')} hint={t('overview.hint')}>
      <Loaded query={query}>
        {(f) => (
          <div className="stack">
            <Tiles label={t('overview.tasks')} tiles={taskTiles(f, sight)} />
            <Tiles label={t('overview.processes')} tiles={runTiles(f, sight, signals)} />
            <div className="two">
              {sight.tasks && <NextTasks tasks={f.mine.items} more={f.mine.total} />}
              {sight.runs && <Incidents runs={f.incidents.items} more={f.incidents.total} />}
            </div>
            {days.data?.days && <Charts days={days.data.days} />}
          </div>
        )}
      </Loaded>
    </PageFrame>
  );
}

function Tiles({ label, tiles }: { label: string; tiles: Tile[] }) {
  const { t, number } = useTexts();
  return tiles.length === 0 ? null : (
    <section aria-label={label}>
      <h2 className="tiles-title quiet">{label}</h2>
      <ul className="tiles">
        {tiles.map((tile) => (
          <li key={tile.text}>
            <Link to={tile.to} className={`tile ${tile.value > 0 && tile.tone ? `tile-${tile.tone}` : ''}`}>
              <span className="tile-value">{number(tile.value, 0)}</span>
              <span>{t(tile.text)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FirstsProps {
  heading: string;
  empty: string;
  /** How many there are in all, and where. */
  total: number;
  to: string;
  children: ReactNode[];
}

/** The first few of a list, and the way to all of it. */
function Firsts({ heading, empty, total, to, children }: FirstsProps) {
  const { t } = useTexts();
  return (
    <section className="panel" aria-label={heading}>
      <div className="row spread panel-head">
        <h2>{heading}</h2>
        {total > children.length && <Link to={to}>{t('overview.allOf', { n: total })}</Link>}
      </div>
      {children.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} /> : <ul className="plain">{children}</ul>}
    </section>
  );
}

function NextTasks({ tasks, more }: { tasks: Task[]; more: number }) {
  const { t, local } = useTexts();
  const now = useNow();
  return (
    <Firsts heading={t('overview.next')} empty={t('inbox.empty')} total={more} to="/inbox">
      {[...tasks].sort(byDue).map((task) => (
        <li key={task.id} className="next-task">
          <Link className="whole" to={`/inbox/${segment(task.id)}`}>{local(task.title)}</Link>
          <DueTime task={task} now={now} />
        </li>
      ))}
    </Firsts>
  );
}

function Incidents({ runs, more }: { runs: Run[]; more: number }) {
  const { t, dateTime } = useTexts();
  const names = useDefinitionNames();
  return (
    <Firsts heading={t('overview.toMend')} empty={t('overview.nothingToMend')} total={more} to="/runs?incidents=true">
      {runs.map((run) => (
        <li key={run.id} className="next-task">
          <span className="whole row"><Link to={`/runs/${segment(run.id)}`}>{names.get(run.definitionId) ?? run.definitionId}</Link>
            <span className="quiet">{titleOf(run, t)}</span></span>
          <span className="row"><Tag color="red">{t('runs.incidents', { n: run.openIncidents })}</Tag>
            <span className="quiet moment-cell hide-narrow">{dateTime(run.updatedAt)}</span></span>
        </li>
      ))}
    </Firsts>
  );
}

function Charts({ days }: { days: Day[] }) {
  const { t } = useTexts();
  const charts = [
    { title: 'overview.days', lines: ['started', 'finished', 'faulted'] },
    { title: 'overview.taskDays', lines: ['tasksOpened', 'tasksCompleted'] },
  ] as const;
  return (
    <div className="two">
      {charts.map(({ title, lines }) => (
        <section key={title} className="panel" aria-label={t(title)}>
          <h2>{t(title)}</h2>
          <Suspense fallback={<Skeleton active />}><DayChart days={days} lines={lines} /></Suspense>
        </section>
      ))}
    </div>
  );
}
