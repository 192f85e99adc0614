import { Empty } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { useTexts } from '../texts/TextsContext';
import { RunStateTag } from './RunStateTag';
import { useDefinitionNames } from './RunsPage';
import { titleOf } from './titles';
import { runs } from './server';

const few = 20;

/** The runs that a run has begun, and the way to all of them. */
export function RunChildren({ runId }: { runId: string }) {
  const { t, dateTime } = useTexts();
  const names = useDefinitionNames();
  const query = useQuery(`run-children/${runId}`, (signal) => runs.list({ parent: runId, limit: few }, signal));
  useLive(query.reload, [{ kind: 'runs' }], 20);
  return (
    <Loaded query={query}>
      {({ items, total }) => items.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('runs.noChildren')} /> : (
        <>
          <ul className="plain">
            {items.map((run) => (
              <li key={run.id} className="row">
                <Link to={`/runs/${segment(run.id)}`}>{names.get(run.definitionId) ?? run.definitionId}</Link>
                <span className="quiet">{titleOf(run, t)}</span><RunStateTag state={run.status} />
                <span className="quiet small">{dateTime(run.updatedAt)}</span></li>
            ))}
          </ul>
          {(total ?? 0) > items.length && (
            <p><Link to={`/runs?parent=${segment(runId)}`}>{t('overview.allOf', { n: total ?? 0 })}</Link></p>
          )}
        </>
      )}
    </Loaded>
  );
}
