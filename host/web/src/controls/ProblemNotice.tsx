import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import { segment } from '../api/client';
import type { Problem } from '../api/problem';
import { useTexts, type Texts } from '../texts/TextsContext';
import type { TextKey } from '../texts/dictionary';

// What these tell to do is for programs: signing in by a call, reading a header, sending another.
const forPrograms = ['H101', 'H105', 'H116'];

const known: Record<string, [title: TextKey, next: TextKey]> = {
  '0': ['problem.unreachable', 'problem.unreachable.next'],
  '401': ['problem.signedOut', 'problem.signedOut.next'],
  '403': ['problem.forbidden', 'problem.forbidden.next'],
  '404': ['problem.missing', 'problem.missing.next'],
  '409': ['problem.conflict', 'problem.conflict.next'],
  '412': ['problem.conflict', 'problem.conflict.next'],
  '413': ['problem.tooLarge', 'problem.tooLarge.next'],
  '429': ['problem.tooMany', 'problem.tooMany.next'],
  '-1': ['problem.page', 'problem.page.next'],
};

/** What happened and what to do next: the server's own words where it has some, else ours for the kind of refusal. */
export function wordsOf(problem: Problem, { t, local }: Texts): { title: string; detail: string; next: string } {
  const [title, next] = known[String(problem.status)] ?? (problem.status >= 500
    ? (['problem.server', 'problem.server.next'] as const)
    : (['problem.refused', 'problem.refused.next'] as const));
  const ours = forPrograms.includes(problem.code);
  return {
    title: (!ours && local(problem.title)) || t(title),
    detail: ours ? '' : local(problem.detail),
    next: (!ours && local(problem.nextStep)) || t(problem.holder ? 'problem.underWay.next' : next),
  };
}

interface Props {
  problem: Problem | undefined;
  onRetry?: () => void;
  onClose?: () => void;
}

export function ProblemNotice({ problem, onRetry, onClose }: Props) {
  const texts = useTexts();
  if (!problem) {
    return null;
  }
  const { title, detail, next } = wordsOf(problem, texts);
  const wrong = problem.errors.filter((e) => e.severity === 'error');
  const errors = wrong.length > 0 ? wrong : problem.errors;
  const body = (
    <>
      {detail && detail !== title && <div>{detail}</div>}
      {errors.length > 0 && (
        <ul className="problem-list">
          {errors.slice(0, 20).map((e, i) => (
            <li key={i}>
              {texts.local(e.message)} {e.nextStep && <span className="quiet">{texts.local(e.nextStep)}</span>}
            </li>
          ))}
        </ul>
      )}
      <div>{next} {problem.holder && <Link to={`/runs/${segment(problem.holder)}`}>{texts.t('inbox.run')}</Link>}</div>
    </>
  );
  const retry = onRetry && (
    <Button size="small" onClick={onRetry}>
      {texts.t('action.retry')}
    </Button>
  );
  return <Alert className="notice" type="error" showIcon title={title} description={body} action={retry}
    closable={onClose ? { onClose, 'aria-label': texts.t('action.close') } : false} />;
}
