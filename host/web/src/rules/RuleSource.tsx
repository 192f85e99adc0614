import { Link } from 'react-router';
import { segment } from '../api/client';
import { useQuery } from '../api/useQuery';
import { useTexts } from '../texts/TextsContext';
import { rules, type RuleSetSummary } from './server';

let known: Promise<RuleSetSummary[]> | undefined;

/** Asked once while the pages are open, since many conclusions may stand on one page; a failed answer is asked for again. */
function setsOnce(): Promise<RuleSetSummary[]> {
  known ??= rules.list().then((page) => page.items);
  known.catch(() => (known = undefined));
  return known;
}

/** By which rule something was concluded, and where it stands; the version is written as set:number. */
export function RuleSource({ rule, version }: { rule: string; version?: string | null }) {
  const { t, local } = useTexts();
  const [name = '', number = ''] = (version ?? '').split(':');
  const sets = useQuery(name ? 'rule-sets' : null, setsOnce);
  const label = sets.data?.find((one) => one.name === name)?.label;
  return (
    <span className="quiet in-words">
      {t('rules.source', { rule })} {name && <Link to={`/rules/${segment(name)}`}>{local(label) || name}</Link>}{number && ` v${number}`}
    </span>
  );
}
