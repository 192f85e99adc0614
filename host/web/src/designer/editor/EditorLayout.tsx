import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Alert, Breadcrumb, Button, ConfigProvider, Skeleton, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useAction } from '../../api/useAction';
import { ProblemNotice } from '../../controls/ProblemNotice';
import { useTexts } from '../../texts/TextsContext';
import { outcomeName } from '../diagram/names';
import { containerAt } from '../graph/container';
import { unsoundAt } from '../graph/sound';
import { activityTitle, definitionTitle } from '../graph/titles';
import { ActivityForm } from '../properties/ActivityForm';
import { DefinitionForm } from '../properties/DefinitionForm';
import { ProblemsPanel } from '../panels/ProblemsPanel';
import { definitions } from '../server';
import { Canvas } from './Canvas';
import { useCommands } from './commands';
import { useEditor } from './EditorContext';
import { Palette } from './Palette';
import { Toolbar } from './Toolbar';
import { useAddress } from './useAddress';
import { useEditorKeys } from './useEditorKeys';
import type { View } from './views';
import '../designer.css';

const JsonPanel = lazy(async () => ({ default: (await import('../panels/JsonPanel')).JsonPanel }));
const VersionsPanel = lazy(async () => ({ default: (await import('../panels/VersionsPanel')).VersionsPanel }));
const RehearsalPanel = lazy(async () => ({ default: (await import('../panels/RehearsalPanel')).RehearsalPanel }));

export function EditorLayout() {
  const { t, local } = useTexts();
  const { definition } = useEditor();
  const name = local(definitionTitle(definition));
  const [params, setParams] = useSearchParams();
  // What was stored without this page may be nothing that can be drawn: its text can be mended all the same.
  const unsound = useMemo(() => unsoundAt(definition), [definition]);
  const view = unsound ? 'json' : (params.get('view') ?? 'draw') as View;
  const show = (next: View) => setParams(next === 'draw' ? {} : { view: next }, { replace: true });
  useEffect(() => {
    document.title = `${name} · ${t('nav.designer')} · ${t('product')}`;
  }, [name, t]);
  return (
    <div className="editor">
      <Toolbar view={view} onView={show} />
      <Restored />
      {unsound && <Alert banner type="error" title={t(`source.${unsound.wanted}`, { at: unsound.at })} description={t('source.unsound')} />}
      <Suspense fallback={<Skeleton active className="page" />}>
        {view === 'draw' && <DrawView />}
        {view === 'json' && <JsonPanel />}
        {view === 'versions' && <VersionsPanel />}
        {view === 'rehearse' && <RehearsalPanel />}
      </Suspense>
    </div>
  );
}

function DrawView() {
  const { t } = useTexts();
  const { chosen, selection, findings, readOnly } = useEditor();
  const [side, setSide] = useState('properties');
  useEditorKeys();
  useAddress();
  const bad = findings.filter((f) => f.severity === 'error').length;
  const problems = findings.length > 0 ? t('designer.problems.count', { n: findings.length }) : t('designer.problems');
  const form = (
    <ConfigProvider componentDisabled={readOnly}>
      {chosen ? <ActivityForm key={chosen.id} activity={chosen} /> : <DefinitionForm />}
    </ConfigProvider>
  );
  return (
    <div className={readOnly ? 'editor-body editor-body-read' : 'editor-body'}>
      {!readOnly && <Palette />}
      <div className="editor-middle">
        <PathBar />
        <Canvas />
      </div>
      <div className="editor-side">
        <Tabs activeKey={side} onChange={setSide} size="small" items={[
          { key: 'properties', label: t('designer.properties'),
            children: selection.length > 1 ? <p className="quiet">{t('designer.several', { n: selection.length })}</p> : form },
          { key: 'problems', label: <span className={bad > 0 ? 'bad' : undefined}>{problems}</span>, children: <ProblemsPanel /> },
        ]} />
      </div>
    </div>
  );
}

function PathBar() {
  const texts = useTexts();
  const { local } = texts;
  const { store, definition, path } = useEditor();
  if (path.length === 0) {
    return null;
  }
  const title = (length: number) => {
    const step = path[length - 1]!;
    const outer = containerAt(definition, path.slice(0, length - 1))?.activities?.find((a) => a.id === step.activity);
    const name = outer ? local(activityTitle(outer)) : step.activity;
    return step.port ? `${name} · ${outcomeName(step.port, texts)}` : name;
  };
  const go = (length: number) => () => store.goTo(path.slice(0, length));
  const link = (length: number, text: string) => <Button type="link" size="small" onClick={go(length)}>{text}</Button>;
  return (
    <Breadcrumb className="path-bar" items={[
      { title: link(0, local(definitionTitle(definition))) },
      ...path.map((_, i) => ({ title: i === path.length - 1 ? title(i + 1) : link(i + 1, title(i + 1)) })),
    ]} />
  );
}

/** Says that what is shown is one's own unsaved work, and offers what the server holds. */
function Restored() {
  const { t } = useTexts();
  const { store, restored, definition, saved } = useEditor();
  const commands = useCommands();
  const action = useAction();
  if (!restored || definition === saved || !commands) {
    return null;
  }
  const discard = () => action.run(async () => {
    store.replace(await definitions.open(store.id));
  });
  return (
    <>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      <Alert banner type="info" title={t('designer.restored')} action={
        <Button size="small" loading={action.busy} onClick={() => void discard()}>{t('designer.discardMine')}</Button>
      } />
    </>
  );
}
