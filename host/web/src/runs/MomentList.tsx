import type { ReactNode } from 'react';
import { useTexts, type Texts } from '../texts/TextsContext';
import { dictionary, type TextKey } from '../texts/dictionary';
import { outcomeName } from '../designer/diagram/names';
import { toldOf, type Moment } from './trail';

interface Props {
  moments: Moment[];
  nameOf: (activity: string) => string;
  /** The last moment that counts; later ones are dimmed. */
  upTo?: number;
  onChoose?: (moment: Moment) => void;
}

const short = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text && text.length > 90 ? `${text.slice(0, 90)}…` : (text ?? '—');
};

/** What an event says beyond its kind. */
function details({ event }: Moment, texts: Texts): string {
  switch (event.e) {
    case 'completed':
      return (event.r ?? []).map((o) => outcomeName(o, texts)).join(', ');
    case 'variable':
    case 'output':
    case 'workflowOutput':
      return `${event.n} = ${short(event.x)}`;
    case 'line':
      return String(event.text ?? '');
    case 'faulted':
    case 'incident':
      return `${String(event.code)} ${texts.local({ en: event.en as string, zh: event.zh as string })}`;
    case 'timer':
      return texts.dateTime(event.due as string);
    case 'status':
      return texts.t(`run.state.${String(event.s)}` as TextKey);
    case 'answered':
      return `${String(event.tag ?? '')} ${short(event.x)}`;
    case 'repaired':
      return [event.action, event.detail, event.reason].filter(Boolean).join(' · ');
    default:
      return '';
  }
}

export function MomentList({ moments, nameOf, upTo, onChoose }: Props) {
  const texts = useTexts();
  const told = toldOf(moments);
  return (
    <ol className="moments">
      {told.map((moment, i) => {
        const opens = told[i - 1]?.sequence !== moment.sequence;
        const key = `event.${moment.event.e}` as TextKey;
        return (
          <li key={moment.index} className={upTo !== undefined && moment.index >= upTo ? 'moment moment-later' : 'moment'}>
            {opens && <div className="burst">{texts.dateTime(moment.at)} · {moment.actor}</div>}
            <Line moment={moment} onChoose={onChoose}>
              <span className={`moment-kind moment-${moment.event.e}`}>{key in dictionary ? texts.t(key) : moment.event.e}</span>
              {moment.activity && <strong>{nameOf(moment.activity)}</strong>}
              <span className="moment-details">{details(moment, texts)}</span>
            </Line>
          </li>
        );
      })}
    </ol>
  );
}

function Line({ moment, onChoose, children }: { moment: Moment; onChoose?: (moment: Moment) => void; children: ReactNode }) {
  return onChoose
    ? <button type="button" className="moment-line" onClick={() => onChoose(moment)}>{children}</button>
    : <div className="moment-line">{children}</div>;
}
