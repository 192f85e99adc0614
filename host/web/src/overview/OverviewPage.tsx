import { lazy, Suspense } from 'react';
import { Empty, Skeleton } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { DueTime, useNow } from '../inbox/DueTime';
import { byDue, urgencyOf, type Task } from '../inbox/tasks';
import type { TextKey } from '../texts/dictionary';
import { useTexts } from '../texts/TextsContext';
import { figures, overview, type Figures } from './server';
import './overview.css';

const DayChart = lazy(async () => ({ default: (await import('./DayChart')).DayChart }));

interface Tile {
  text: TextKey;
  value: number;
  to: string;
  tone?: 'bad' | 'warn';
}

function tilesOf(f: Figures, now: number, mayRuns: boolean, mayTasks: boolean): Tile[] {
  const late = f.mine.filter((task) => urgencyOf(task, now) === 'late').length;
  const runTiles: Tile[] = [
    { text: 'overview.running', value: f.running, to: '/runs?state=running' },
    { text: 'overview.waiting', value: f.waiting, to: '/runs?state=waiting' },
    { text: 'overview.faulted', value: f.faulted, to: '/runs?state=faulted', tone: 'bad' },
    { text: 'overview.incidents', value: f.incidents, to: '/runs?incidents=true', tone: 'bad' },
  ];
  const taskTiles: Tile[] = [
    { text: 'overview.mine', value: f.minesTotal, to: '/inbox' },
    { text: 'overview.late', value: late, to: '/inbox', tone: 'bad' },
    { text: 'overview.free', value: f.free, to: '/inbox?view=group', tone: 'warn' },
  ];
  return [...(mayTasks ? taskTiles : []), ...(mayRuns ? runTiles : [])];
}

/** What is counted apart; a figure that is not known yet has no tile. */
function moreTiles(late: number | undefined, signals: number | null | undefined): Tile[] {
  const tiles: Tile[] = [];
  if (late !== undefined) {
    tiles.push({ text: 'overview.lateTasks', value: late, to: '/inbox?view=group', tone: 'bad' });
  }
  if (signals !== undefined && signals !== null) {
    tiles.push({ text: 'overview.signals', value: signals, to: '/signals', tone: 'warn' });
  }
  return tiles;
}

export function OverviewPage() {
  const { t, number } = useTexts();
  const { may } = useSession();
  const now = useNow();
  const [mayRuns, mayTasks] = [may('readRuns'), may('workOnTasks')];
  const query = useQuery('figures', (signal) => figures(mayRuns, mayTasks, signal));
  const days = useQuery(mayRuns ? 'overview' : null, overview);
  useLive(query.reload, [{ kind: 'runs' }, { kind: 'tasks' }], 20);
  useLive(days.reload, [{ kind: 'runs' }, { kind: 'tasks' }, { kind: 'facts' }], 60);
  const more = moreTiles(days.data?.late, may('readFacts') ? days.data?.signals : undefined);
  return (
    <PageFrame title={t('nav.overview')} hint={t('overview.hint')}>
      <Loaded query={query}>
        {(f) => (
          <div className="stack">
            <ul className="tiles">
              {[...tilesOf(f, now, mayRuns, mayTasks), ...more].map((tile) => (
                <li key={tile.text}>
                  <Link to={tile.to} className={`tile ${tile.value > 0 && tile.tone ? `tile-${tile.tone}` : ''}`}>
                    <span className="tile-value">{number(tile.value, 0)}</span>
                    <span>{t(tile.text)}</span>
                  </Link>
                </li>
              ))}
            </ul>
            <div className="two">
              {mayTasks && <NextTasks tasks={f.mine} now={now} />}
              {days.data?.days && days.data.days.length > 0 && (
                <section className="panel" aria-label={t('overview.days')}>
                  <h2>{t('overview.days')}</h2>
                  <Suspense fallback={<Skeleton active />}><DayChart days={days.data.days} /></Suspense>
                </section>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </PageFrame>
  );
}

function NextTasks({ tasks, now }: { tasks: Task[]; now: number }) {
  const { t, local } = useTexts();
  const next = [...tasks].sort(byDue).slice(0, 8);
  return (
    <section className="panel" aria-label={t('overview.next')}>
      <h2>{t('overview.next')}</h2>
      {next.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('inbox.empty')} />}
      <ul className="plain">
        {next.map((task) => (
          <li key={task.id} className="next-task">
            <Link to={`/inbox/${segment(task.id)}`}>{local(task.title)}</Link>
            <DueTime task={task} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}
