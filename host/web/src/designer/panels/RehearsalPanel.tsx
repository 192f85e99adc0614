import { useEffect, useMemo, useState } from 'react';
import { Alert, Button, Slider, Space } from 'antd';
import { CaretRightOutlined, PauseOutlined, StepBackwardOutlined, StepForwardOutlined } from '@ant-design/icons';
import { useAction } from '../../api/useAction';
import { CodeEditor } from '../../code/CodeEditor';
import { ProblemNotice } from '../../controls/ProblemNotice';
import { useKept } from '../../controls/useKept';
import { DataView } from '../../controls/DataView';
import { MomentList } from '../../runs/MomentList';
import { momentsOf, standingAt, type Moment } from '../../runs/trail';
import '../../runs/runs.css';
import { useTexts } from '../../texts/TextsContext';
import { Diagram } from '../diagram/Diagram';
import { useEditor } from '../editor/EditorContext';
import { connectionsOf, containerAt, pathTo } from '../graph/container';
import { walk } from '../graph/definition';
import { definitions, type Rehearsal } from '../server';

function sampleOf(inputs: { name: string; type: string }[]): string {
  const start: Record<string, unknown> = { Boolean: false, Decimal: 0, Int32: 0, Object: {}, JsonArray: [] };
  return JSON.stringify(Object.fromEntries(inputs.map((i) => [i.name, start[i.type] ?? ''])), null, 2);
}

/** Runs the draft on sample input where no effect is possible, and shows the token go. */
export function RehearsalPanel() {
  const { t } = useTexts();
  const { store, definition } = useEditor();
  const [kept, setKept] = useKept<string>(`rehearsal.${store.id}`);
  const [result, setResult] = useState<Rehearsal>();
  const action = useAction();
  const input = kept ?? sampleOf(definition.inputs ?? []);
  const valid = useMemo(() => {
    try {
      JSON.parse(input || '{}');
      return true;
    } catch {
      return false;
    }
  }, [input]);
  const start = () => action.run(async () => setResult(await definitions.rehearse(definition, JSON.parse(input || '{}'))));
  return (
    <div className="split">
      <div className="split-list stack">
        <h2>{t('rehearse.title')}</h2>
        <p className="quiet">{t('rehearse.hint')}</p>
        <CodeEditor label={t('rehearse.input')} language="json" value={input} onChange={setKept} small />
        {!valid && <Alert type="error" title={t('form.json')} />}
        <Button type="primary" icon={<CaretRightOutlined />} disabled={!valid} loading={action.busy} onClick={() => void start()}>
          {t('rehearse.start')}
        </Button>
        <ProblemNotice problem={action.problem} onClose={action.clear} />
      </div>
      <div className="split-main">
        {result ? <Player key={JSON.stringify(result).length} result={result} /> : <p className="quiet">{t('rehearse.none')}</p>}
      </div>
    </div>
  );
}

function usePlayer(length: number) {
  const [at, setAt] = useState(length);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) {
      return;
    }
    const timer = setInterval(() => setAt((n) => Math.min(n + 1, length)), 500);
    return () => clearInterval(timer);
  }, [playing, length]);
  useEffect(() => {
    if (at >= length) {
      setPlaying(false);
    }
  }, [at, length]);
  const play = () => {
    setAt((n) => (n >= length ? 0 : n));
    setPlaying(true);
  };
  return { at, setAt, playing, play, pause: () => setPlaying(false) };
}

function Player({ result }: { result: Rehearsal }) {
  const { t } = useTexts();
  const { definition, catalogue } = useEditor();
  const moments = useMemo(() => momentsOf(result.history), [result]);
  const { at, setAt, playing, play, pause } = usePlayer(moments.length);
  const all = useMemo(() => [...walk(definition.root)].map((w) => w.activity), [definition.root]);
  const connections = useMemo(() => all.flatMap((a) => (a.activities ? connectionsOf(a) : [])), [all]);
  const standing = useMemo(() => standingAt(moments, at, connections), [moments, at, connections]);
  const current: Moment | undefined = moments[at - 1];
  const look = useMemo(() => ({ taken: standing.taken }), [standing]);
  const path = (current?.activity && pathTo(definition, current.activity)) || [];
  const nameOf = (id: string) => {
    const activity = all.find((a) => a.id === id);
    return activity === definition.root ? definition.name || id : activity?.metadata?.displayText || activity?.name || id;
  };
  return (
    <div className="player">
      <Space>
        <Button
          icon={<StepBackwardOutlined />}
          aria-label={t('rehearse.back')}
          disabled={at === 0}
          onClick={() => setAt(at - 1)}
        />
        <Button
          icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
          aria-label={t(playing ? 'rehearse.pause' : 'rehearse.play')}
          onClick={playing ? pause : play}
        />
        <Button
          icon={<StepForwardOutlined />}
          aria-label={t('rehearse.next')}
          disabled={at >= moments.length}
          onClick={() => setAt(at + 1)}
        />
        <span>{t('rehearse.step', { n: at, of: moments.length })}</span>
      </Space>
      <Slider min={0} max={moments.length} value={at} onChange={setAt} ariaLabelForHandle={t('rehearse.position')} />
      <div className="player-body">
        <Diagram
          container={containerAt(definition, path) ?? definition.root}
          catalogue={catalogue}
          marks={standing.marks}
          look={look}
          chosen={current?.activity}
          label={t('rehearse.diagram')}
        />
        <div className="player-side">
          {standing.variables.size > 0 && (
            <>
              <h3>{t('designer.variables')}</h3>
              <DataView data={Object.fromEntries(standing.variables)} />
            </>
          )}
          <h3>{t('run.timeline')}</h3>
          <MomentList moments={moments} nameOf={nameOf} upTo={at} onChoose={(m) => setAt(m.index + 1)} />
        </div>
      </div>
    </div>
  );
}
