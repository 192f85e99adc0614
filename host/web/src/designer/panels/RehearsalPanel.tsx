import { useEffect, useMemo, useState } from 'react';
import { Button, Checkbox, Slider, Space } from 'antd';
import { CaretRightOutlined, PauseOutlined, StepBackwardOutlined, StepForwardOutlined } from '@ant-design/icons';
import { useAction } from '../../api/useAction';
import { ProblemNotice } from '../../controls/ProblemNotice';
import { DataView } from '../../controls/DataView';
import { MomentList } from '../../runs/MomentList';
import { momentsOf, standingAt } from '../../runs/trail';
import '../../runs/runs.css';
import type { TextKey } from '../../texts/dictionary';
import { useTexts } from '../../texts/TextsContext';
import { outcomeText } from '../../inbox/outcomes';
import { Diagram } from '../diagram/Diagram';
import { useEditor } from '../editor/EditorContext';
import { connectionsOf, containerAt, pathTo } from '../graph/container';
import { walk } from '../graph/definition';
import { activityTitle, definitionTitle } from '../graph/titles';
import { definitions, type Rehearsal, type RehearsalStep } from '../server';
import { RehearsalInput, useRehearsalInput } from './RehearsalInput';

/** Runs the draft on sample input where no effect is possible, and shows the token go. */
export function RehearsalPanel() {
  const { t } = useTexts();
  const { definition } = useEditor();
  const [result, setResult] = useState<Rehearsal>();
  const action = useAction();
  const input = useRehearsalInput();
  const [steps, setSteps] = useState<RehearsalStep[]>([]);
  const go = (next: RehearsalStep[]) => action.run(async () => {
    setResult(await definitions.rehearse(definition, input.payload, next, input.trigger));
    setSteps(next);
  });
  return (
    <div className="split">
      <div className="split-list stack">
        <h2>{t('rehearse.title')}</h2>
        <p className="quiet">{t('rehearse.hint')}</p>
        <RehearsalInput {...input} />
        <Button type="primary" icon={<CaretRightOutlined />} disabled={!input.isReadable} loading={action.busy} onClick={() => void go([])}>
          {t('rehearse.start')}
        </Button>
        <ProblemNotice problem={action.problem} onClose={action.clear} />
        {result && <GoingOn result={result} busy={action.busy} onStep={(step) => void go([...steps, step])} />}
      </div>
      <div className="split-main">
        {result ? <Player key={JSON.stringify(result).length} result={result} /> : <p className="quiet">{t('rehearse.none')}</p>}
      </div>
    </div>
  );
}

const day = 86_400;

/** What it waits for, and letting that happen. */
function GoingOn({ result, busy, onStep }: { result: Rehearsal; busy: boolean; onStep: (step: RehearsalStep) => void }) {
  const texts = useTexts();
  const { t, local } = texts;
  const times = [['rehearse.hour', 3600], ['rehearse.day', day], ['rehearse.week', 7 * day]] as const;
  const button = (key: string, text: string, step: RehearsalStep) =>
    <Button key={key} size="small" loading={busy} onClick={() => onStep(step)}>{text}</Button>;
  return (
    <section className="stack" aria-label={t('rehearse.goOn')}>
      <p>{t('rehearse.stands', { state: t(`run.state.${result.status}` as TextKey) })}</p>
      {result.tasks.map((task) => (
        <div key={task.id}>
          <strong>{local(task.title)}</strong>
          <div className="row">
            {task.outcomes.map((outcome) => button(outcome, outcomeText(outcome, texts), { task: task.id, outcome }))}
          </div>
        </div>
      ))}
      {result.status === 'waiting' && (
        <div className="row">
          <span>{t('rehearse.pass')}</span>
          {times.map(([key, seconds]) => button(key, t(key), { seconds }))}
        </div>
      )}
      {result.effects.length > 0 && <p className="quiet">{t('rehearse.effects', { n: result.effects.length })}</p>}
    </section>
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
  const { t, local } = useTexts();
  const { definition, catalogue } = useEditor();
  const moments = useMemo(() => momentsOf(result.history), [result]);
  const { at, setAt, playing, play, pause } = usePlayer(moments.length);
  const [everything, setEverything] = useState(false);
  const all = useMemo(() => [...walk(definition.root)].map((w) => w.activity), [definition.root]);
  const connections = useMemo(() => all.flatMap((a) => (a.activities ? connectionsOf(a) : [])), [all]);
  const standing = useMemo(() => standingAt(moments, at, connections), [moments, at, connections]);
  const look = useMemo(() => ({ taken: standing.taken }), [standing]);
  // What speaks of the whole run leaves the look where it was.
  const drawn = moments.slice(0, at).findLast(({ activity }) => activity !== definition.root.id && all.some((a) => a.id === activity));
  const path = (drawn?.activity && pathTo(definition, drawn.activity)) || [];
  const nameOf = (id: string) => {
    const activity = all.find((a) => a.id === id);
    const isWhole = activity === definition.root || id === 'Workflow1';
    return local(isWhole ? definitionTitle(definition) : activity && activityTitle(activity)) || id;
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
          chosen={drawn?.activity}
          label={t('rehearse.diagram')}
        />
        <div className="player-side" role="region" aria-label={t('run.timeline')} tabIndex={0}>
          {standing.variables.size > 0 && (
            <>
              <h3>{t('designer.variables')}</h3>
              <DataView data={Object.fromEntries(standing.variables)} />
            </>
          )}
          <div className="row spread player-told">
            <h3>{t('run.timeline')}</h3>
            <Checkbox checked={everything} onChange={(e) => setEverything(e.target.checked)}>{t('runs.everything')}</Checkbox>
          </div>
          <MomentList moments={moments} nameOf={nameOf} everything={everything} upTo={at} onChoose={(m) => setAt(m.index + 1)} />
        </div>
      </div>
    </div>
  );
}
