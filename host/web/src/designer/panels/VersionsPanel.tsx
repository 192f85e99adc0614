import { useMemo, useState } from 'react';
import { App, Button, Popconfirm, Tag } from 'antd';
import { segment } from '../../api/client';
import { useAction } from '../../api/useAction';
import { useQuery } from '../../api/useQuery';
import { useSession } from '../../app/session';
import { Loaded } from '../../controls/Loaded';
import { ProblemNotice } from '../../controls/ProblemNotice';
import { useFilters } from '../../controls/useFilters';
import { ReviewedBy } from '../../reviews/ReviewSteps';
import { reviews } from '../../reviews/server';
import { actorName } from '../../runs/actors';
import { useTexts } from '../../texts/TextsContext';
import { Diagram } from '../diagram/Diagram';
import { connectionId, type Mark } from '../diagram/flow';
import { useEditor } from '../editor/EditorContext';
import { connectionsOf, containerAt, pathTo, type Path } from '../graph/container';
import { compare } from '../graph/diff';
import type { Activity, Definition } from '../graph/definition';
import { definitions, type VersionSummary } from '../server';
import { DiffList } from './DiffList';

/** Every version there was, and what the draft has that a version has not. */
export function VersionsPanel() {
  const { t } = useTexts();
  const { store, definition } = useEditor();
  const [filter, setFilter] = useFilters();
  const chosen = Number(filter('version')) || undefined;
  const setChosen = (version: number) => setFilter({ version: String(version) });
  const list = useQuery(`versions/${store.id}`, (signal) => definitions.versions(store.id, signal));
  const old = useQuery(chosen === undefined ? null : `version/${store.id}/${chosen}`, () =>
    definitions.version(store.id, chosen!),
  );
  return (
    <div className="split">
      <div className="split-list">
        <Loaded query={list}>
          {({ items }) => <VersionList versions={items} chosen={chosen} onChoose={setChosen} onChanged={list.reload} />}
        </Loaded>
      </div>
      <div className="split-main">
        {chosen === undefined ? (
          <p className="quiet">{t('versions.choose')}</p>
        ) : (
          <Loaded query={old}>{(before) => <Comparison before={before} after={definition} />}</Loaded>
        )}
      </div>
    </div>
  );
}

interface ListProps {
  versions: VersionSummary[];
  chosen: number | undefined;
  onChoose: (version: number) => void;
  onChanged: () => void;
}

/** Who asked, approved and published; asked again when there is another version. */
function useReviewSteps(id: string, versions: number) {
  const at = `/api/definitions/${segment(id)}`;
  return useQuery(`review-steps/${at}/${versions}`, (signal) => reviews.find(at, signal)).data?.steps;
}

function VersionList({ versions, chosen, onChoose, onChanged }: ListProps) {
  const { t, dateTime } = useTexts();
  const { store, readOnly } = useEditor();
  const { may } = useSession();
  const { message } = App.useApp();
  const action = useAction();
  const review = useReviewSteps(store.id, versions.length);
  const again = async (work: () => Promise<unknown>, said: string) => {
    const done = await action.run(async () => {
      await work();
      const opened = await definitions.open(store.id);
      store.replace(opened);
    });
    if (done) {
      message.success(said);
      onChanged();
    }
  };
  return (
    <>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      <ul className="versions">
        {versions.map((v) => (
          <li key={v.version} className={v.version === chosen ? 'version version-chosen' : 'version'}>
            <button
              type="button"
              className="task-open"
              onClick={() => onChoose(v.version)}
              aria-current={v.version === chosen || undefined}
            >
              <span>
                <strong>{t('versions.number', { n: v.version })}</strong>{' '}
                {v.state === 'published' && <Tag color="green">{t('designer.isPublished')}</Tag>}
              </span>
              <span className="quiet">
                {dateTime(v.createdAt)} {actorName(v.createdBy, t)}</span>
              <ReviewedBy steps={review} version={v.version} />
            </button>
            {!readOnly && (
              <div className="row version-verbs">
                <Popconfirm
                  title={t('versions.revert.ask', { n: v.version })}
                  okText={t('versions.revert')}
                  cancelText={t('action.cancel')}
                  onConfirm={() => again(() => definitions.revert(store.id, v.version), t('versions.reverted'))}
                >
                  <Button size="small" loading={action.busy}>
                    {t('versions.revert')}
                  </Button>
                </Popconfirm>
                {v.state === 'published' && may('publishDefinitions') && (
                  <Popconfirm
                    title={t('versions.retract.ask')}
                    okText={t('versions.retract')}
                    cancelText={t('action.cancel')}
                    onConfirm={() => again(() => definitions.retract(store.id), t('versions.retracted'))}
                  >
                    <Button size="small" danger loading={action.busy}>
                      {t('versions.retract')}
                    </Button>
                  </Popconfirm>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What stands in both, and dashed what stands in the former alone. */
function union(before: Activity | undefined, after: Activity | undefined): Activity {
  const ids = new Set((after?.activities ?? []).map((a) => a.id));
  const gone = (before?.activities ?? []).filter((a) => !ids.has(a.id));
  const now = after ? connectionsOf(after) : [];
  const lines = new Set(now.map(connectionId));
  return {
    ...(after ?? before)!,
    type: 'Elsa.Flowchart',
    activities: [...(after?.activities ?? []), ...gone],
    connections: [...now, ...(before ? connectionsOf(before) : []).filter((c) => !lines.has(connectionId(c)))],
  };
}

function Comparison({ before, after }: { before: Definition; after: Definition }) {
  const { t } = useTexts();
  const { catalogue } = useEditor();
  const [chosen, setChosen] = useState<string>();
  const [path, setPath] = useState<Path>([]);
  const diff = useMemo(() => compare(before, after), [before, after]);
  const marks = useMemo(() => new Map<string, Mark>(diff.activities.map((a) => [a.id, { state: a.change }])), [diff]);
  const look = useMemo(() => ({ change: new Map(diff.connections.map((c) => [connectionId(c.connection), c.change])) }), [diff]);
  const container = useMemo(() => {
    const [old, now] = [containerAt(before, path), containerAt(after, path)];
    return union(old ?? (now ? undefined : before.root), now ?? (old ? undefined : after.root));
  }, [before, after, path]);
  // What lies inside another activity is shown where it lies.
  const choose = (id: string) => {
    setPath(pathTo(after, id) ?? pathTo(before, id) ?? []);
    setChosen(id);
  };
  return (
    <div className="compare">
      <Diagram
        container={container}
        catalogue={catalogue}
        marks={marks}
        look={look}
        chosen={chosen}
        onChoose={setChosen}
        label={t('versions.compare')}
      />
      <div className="compare-list" role="region" aria-label={t('versions.compare')} tabIndex={0}>
        <h2>{t('versions.compare')}</h2>
        {path.length > 0 && <Button size="small" onClick={() => setPath([])}>{t('versions.whole')}</Button>}
        <DiffList diff={diff} of={[after, before]} onChoose={choose} />
      </div>
    </div>
  );
}
