import type { ReactNode } from 'react';
import { useTexts, type Texts } from '../texts/TextsContext';
import { dictionary, type TextKey } from '../texts/dictionary';
import type { Activity } from '../designer/graph/definition';
import { outcomeIn, outcomeName } from '../designer/diagram/names';
import { actorName } from './actors';
import { mendedDetail, repairDetail } from './repairWords';
import { toldOf, type Moment } from './trail';

interface Props {
  moments: Moment[];
  nameOf: (activity: string) => string;
  /** The activity of the definition, for what it calls its outcomes. */
  activityOf?: (id: string) => Activity | undefined;
  /** The last moment that counts; later ones are dimmed. */
  upTo?: number;
  onChoose?: (moment: Moment) => void;
  /** Values on the way too, not only what people ask for. */
  everything?: boolean;
  /** Without when and by whom: for what has not happened. */
  undated?: boolean;
}

const named = (stem: string, name: string, t: Texts['t']) => {
  const key = `${stem}.${name}` as TextKey;
  return key in dictionary ? t(key) : name;
};

/** The outcomes in words, each once: several may be called the same. */
const namesOf = (outcomes: string[], texts: Texts, activity: Activity | undefined) =>
  [...new Set(outcomes.map((o) => outcomeName(o, texts, activity)))].join(texts.language === 'zh' ? '、' : ', ');

/** What a line says beyond its kind. */
function details({ line, activity: id }: Moment, texts: Texts, { nameOf, activityOf }: Pick<Props, 'nameOf' | 'activityOf'>): string {
  const detail = line.detail ?? '';
  if (line.words) {
    return texts.local(line.words);
  }
  switch (line.event) {
    case 'Completed':
      return namesOf(detail.split(', ').filter(Boolean), texts, id ? activityOf?.(id) : undefined);
    case 'TimerSet':
      return texts.dateTime(detail);
    case 'Repaired':
      return repairDetail(detail, { t: texts.t, nameOf, outcomeIn: (of, text) => outcomeIn(text, texts, activityOf?.(of)) });
    case 'IncidentResolved':
      return mendedDetail(detail, texts);
    case 'Status':
      return named('run.state', detail, texts.t);
    default:
      return detail;
  }
}

export function MomentList({ moments, nameOf, activityOf, upTo, onChoose, everything, undated }: Props) {
  const texts = useTexts();
  const told = toldOf(moments, everything);
  return (
    <ol className="moments">
      {told.map((moment, i) => (
        <li key={moment.index} className={upTo !== undefined && moment.index >= upTo ? 'moment moment-later' : 'moment'}>
          {!undated && told[i - 1]?.sequence !== moment.sequence && (
            <div className="burst">{texts.dateTime(moment.at)} · {actorName(moment.actor, texts.t)}</div>
          )}
          <Line moment={moment} onChoose={onChoose}>
            <span className={`moment-kind moment-${moment.line.event}`}>{named('event', moment.line.event, texts.t)}</span>
            <span className="moment-what">
              {moment.activity && <strong>{nameOf(moment.activity)}</strong>}
              <span className="moment-details">{details(moment, texts, { nameOf, activityOf })}</span>
            </span>
          </Line>
        </li>
      ))}
    </ol>
  );
}

function Line({ moment, onChoose, children }: { moment: Moment; onChoose?: (moment: Moment) => void; children: ReactNode }) {
  return onChoose
    ? <button type="button" className="moment-line" onClick={() => onChoose(moment)}>{children}</button>
    : <div className="moment-line">{children}</div>;
}
