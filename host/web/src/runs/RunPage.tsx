import { useMemo, useState } from 'react';
import { Breadcrumb, Button, Checkbox, Space, Tabs } from 'antd';
import { Link, useParams } from 'react-router';
import { segment } from '../api/client';
import { useLive } from '../api/useLive';
import { useQuery } from '../api/useQuery';
import { useSession } from '../app/session';
import { DataView } from '../controls/DataView';
import { Loaded } from '../controls/Loaded';
import { PageFrame } from '../controls/PageFrame';
import { useFilters } from '../controls/useFilters';
import { Diagram } from '../designer/diagram/Diagram';
import { catalogueOnce } from '../designer/editor/EditorPage';
import { connectionsOf, containerAt, pathTo, type Path } from '../designer/graph/container';
import { walk, type Definition } from '../designer/graph/definition';
import { outcomeName } from '../designer/diagram/names';
import { activityTitle, definitionTitle } from '../designer/graph/titles';
import type { Catalogue } from '../designer/graph/descriptors';
import { definitions } from '../designer/server';
import { useTexts, type Texts } from '../texts/TextsContext';
import { IncidentCards } from './IncidentCards';
import { MomentList } from './MomentList';
import { RunStateTag } from './RunStateTag';
import { keyOf, titleOf } from './titles';
import { RunChildren } from './RunChildren';
import { RepairDialog } from './RepairDialog';
import { RunDeadlines } from './RunDeadlines';
import { RunDecisions } from './RunDecisions';
import { RunTasks } from './RunTasks';
import { VariableTable } from './VariableTable';
import { runs, type Run, type RunDetail } from './server';
import { momentsOf, standingAt, type HistoryEntry } from './trail';
import '../inbox/inbox.css';

interface Opened {
  detail: RunDetail;
  history: HistoryEntry[];
}

/** The very version that the run began with; the newest one where it is gone. */
async function definitionOf(definitionId: string, versionId: string): Promise<Definition | undefined> {
  try {
    const { items } = await definitions.versions(definitionId);
    const version = items.find((v) => v.versionId === versionId) ?? items[0];
    return version && (await definitions.version(definitionId, version.version));
  } catch {
    return undefined;
  }
}

/** What kind of process it is, and which one of them. */
function headingOf(run: Run, process: string | undefined, t: Texts['t']): string {
  const which = run.name || keyOf(run.businessKey, run, t) || '';
  return process && which && which !== process ? `${process} · ${which}` : which || process || titleOf(run, t);
}

export function RunPage() {
  const { id = '' } = useParams();
  const { t, local } = useTexts();
  const query = useQuery<Opened>(`run/${id}`, async (signal) => {
    const [detail, history] = await Promise.all([runs.open(id, signal), runs.history(id, signal)]);
    return { detail, history };
  });
  useLive(query.reload, [{ kind: 'runs', id }], 10);
  const run = query.data?.detail.run;
  const drawn = useQuery(run ? `drawn/${run.definitionId}/${run.definitionVersionId}` : null, async () => ({
    definition: await definitionOf(run!.definitionId, run!.definitionVersionId),
    catalogue: await catalogueOnce(),
  }));
  const name = drawn.data?.definition && local(definitionTitle(drawn.data.definition));
  return (
    <PageFrame
      wide
      title={run ? headingOf(run, name, t) : t('runs.run')}
      hint={run && <Facts detail={query.data!.detail} name={name} />}
      actions={run && <CancelButton detail={query.data!.detail} definition={drawn.data?.definition} onDone={query.reload} />}
    >
      <Loaded query={query}>
        {(opened) => (
          <Body {...opened} definition={drawn.data?.definition} catalogue={drawn.data?.catalogue} onChanged={query.reload} />
        )}
      </Loaded>
    </PageFrame>
  );
}

function Facts({ detail: { run }, name }: { detail: RunDetail; name?: string }) {
  const { t, dateTime } = useTexts();
  return (
    <Space wrap size={[14, 2]}>
      <RunStateTag state={run.status} />
      <Link to={`/designer/${segment(run.definitionId)}`}>{t('runs.openDesign', { name: name ?? run.definitionId })}</Link>
      <span>{t('runs.startedAt', { at: dateTime(run.createdAt) })}</span>
      {run.correlationId && run.correlationId !== run.id && (
        <Link to={`/runs?correlation=${segment(run.correlationId)}`}>{keyOf(run.correlationId, run, t)}</Link>
      )}
      {run.parentRunId && <Link to={`/runs/${segment(run.parentRunId)}`}>{t('runs.parent')}</Link>}
      <span className="mono">{run.id}</span>
    </Space>
  );
}

/** What the activities of a definition are called; the whole of it is called as the process is. */
function namesOf(definition: Definition | undefined, local: Texts['local']): (id: string) => string {
  const all = definition ? [...walk(definition.root)].map((w) => w.activity) : [];
  return (id) => {
    const activity = all.find((a) => a.id === id);
    const whole = definition && (activity === definition.root || (!activity && id === 'Workflow1'));
    return local(whole ? definitionTitle(definition) : activity && activityTitle(activity)) || id;
  };
}

/** Ends the run; what would become of it is shown first. */
function CancelButton({ detail: { run }, definition, onDone }: { detail: RunDetail; definition?: Definition; onDone: () => void }) {
  const { t, local } = useTexts();
  const { may } = useSession();
  const nameOf = namesOf(definition, local);
  const [open, setOpen] = useState(false);
  if (!may('repairRuns') || run.status === 'finished' || run.status === 'cancelled') {
    return null;
  }
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>{t('runs.cancel')}</Button>
      {open && <RepairDialog action="cancel" runId={run.id} fixed={{}} activities={[]} nameOf={nameOf} send={runs.repair}
        onClose={() => setOpen(false)} onDone={onDone} />}
    </>
  );
}

interface BodyProps extends Opened {
  definition?: Definition;
  catalogue?: Catalogue;
  onChanged: () => void;
}

/** What is known of a run's way through its definition. */
function useWay(history: HistoryEntry[], definition: Definition | undefined) {
  const texts = useTexts();
  const { local } = texts;
  return useMemo(() => {
    const moments = momentsOf(history);
    const all = definition ? [...walk(definition.root)].map((w) => w.activity) : [];
    const connections = all.flatMap((a) => (a.activities ? connectionsOf(a) : []));
    const standing = standingAt(moments, moments.length, connections);
    const nameOf = namesOf(definition, local);
    const activityOf = (id: string) => all.find((a) => a.id === id);
    const outcomesOf = (id: string | null | undefined) => [...new Set(connections.filter((c) => c.source.activity === id)
      .map((c) => c.source.port ?? 'Done'))].map((value) => ({ value, label: outcomeName(value, texts, activityOf(id!)) }));
    return { moments, all, activityOf, outcomesOf, marks: standing.marks, look: { taken: standing.taken }, nameOf };
  }, [history, definition, local, texts]);
}

type Way = ReturnType<typeof useWay>;

function Body({ detail, history, definition, catalogue, onChanged }: BodyProps) {
  const { t } = useTexts();
  const [filter, setFilter] = useFilters();
  const chosen = filter('at') || undefined;
  const setChosen = (at: string | undefined) => setFilter({ at });
  const everything = filter('all') !== '';
  const way = useWay(history, definition);
  const { moments, nameOf } = way;
  const shown = chosen ? moments.filter((m) => m.activity === chosen) : moments;
  return (
    <div className="run-layout">
      <div className="stack">
        <IncidentCards detail={detail} nameOf={nameOf} activityOf={way.activityOf} activities={way.all.map((a) => a.id)}
          outcomesOf={way.outcomesOf} onChanged={onChanged} />
        {definition && catalogue && (
          <Drawn definition={definition} catalogue={catalogue} way={way} chosen={chosen} onChoose={setChosen} />
        )}
        <div className="panel">
          <Tabs
            activeKey={filter('tab') || 'variables'}
            onChange={(tab) => setFilter({ tab: tab === 'variables' ? undefined : tab })}
            items={[
              {
                key: 'variables',
                label: t('designer.variables'),
                children: <VariableTable detail={detail} definition={definition} moments={moments} nameOf={nameOf}
                  onChanged={onChanged} />,
              },
              { key: 'decisions', label: t('runs.decisions'), children: <RunDecisions variables={detail.variables ?? {}} /> },
              { key: 'input', label: t('runs.inputOutput'), children: <InputOutput detail={detail} /> },
              { key: 'tasks', label: t('runs.tasks'), children: <RunTasks runId={detail.run.id} /> },
              { key: 'children', label: t('runs.children'), children: <RunChildren runId={detail.run.id} /> },
              { key: 'deadlines', label: t('calendar.deadlines'), children: <RunDeadlines runId={detail.run.id} nameOf={nameOf} /> },
            ]}
          />
        </div>
      </div>
      <aside className="panel run-side" aria-label={t('run.timeline')} tabIndex={0}>
        <div className="row spread">
          <h2>{t('run.timeline')}</h2>
          <Checkbox checked={everything} onChange={(e) => setFilter({ all: e.target.checked ? '1' : undefined })}>
            {t('runs.everything')}
          </Checkbox>
        </div>
        {chosen && (
          <Button type="link" size="small" onClick={() => setChosen(undefined)}>
            {t('runs.showAll', { name: nameOf(chosen) })}
          </Button>
        )}
        <MomentList moments={shown} nameOf={nameOf} activityOf={way.activityOf} everything={everything}
          onChoose={(m) => setChosen(m.activity)} />
      </aside>
    </div>
  );
}

interface DrawnProps {
  definition: Definition;
  catalogue: Catalogue;
  way: Way;
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}

/** The diagram with the path taken; a double click goes into an activity. */
function Drawn({ definition, catalogue, way, chosen, onChoose }: DrawnProps) {
  const { t, local } = useTexts();
  const [path, setPath] = useState<Path>([]);
  const inside = (id: string) => {
    if (way.all.some((a) => a.id === id && a.activities)) {
      setPath([...(pathTo(definition, id) ?? []), { activity: id }]);
    }
  };
  const whole = <Button type="link" size="small" onClick={() => setPath([])}>{local(definitionTitle(definition))}</Button>;
  return (
    <div>
      {path.length > 0 && <Breadcrumb items={[{ title: whole }, { title: way.nameOf(path.at(-1)!.activity) }]} />}
      <div className="run-diagram">
        <Diagram container={containerAt(definition, path) ?? definition.root} catalogue={catalogue} marks={way.marks} look={way.look}
          chosen={chosen} onChoose={onChoose} onInside={inside} label={t('runs.diagram')} />
      </div>
    </div>
  );
}

function InputOutput({ detail }: { detail: RunDetail }) {
  const { t } = useTexts();
  const input = typeof detail.input === 'object' && detail.input !== null ? (detail.input as Record<string, unknown>) : {};
  return (
    <div className="stack">
      <Values title={t('designer.inputs')} data={input} />
      <Values title={t('designer.workflowOutputs')} data={detail.outputs ?? {}} />
    </div>
  );
}

function Values({ title, data }: { title: string; data: Record<string, unknown> }) {
  const { t } = useTexts();
  return (
    <section aria-label={title}>
      <h3 className="values-title">{title}</h3>
      {Object.keys(data).length > 0 ? <DataView data={data} /> : <p className="quiet">{t('runs.noValues')}</p>}
    </section>
  );
}
