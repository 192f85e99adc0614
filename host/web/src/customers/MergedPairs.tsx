import { App, Button, Empty, Popconfirm } from 'antd';
import { api, type Page } from '../api/client';
import { useAction } from '../api/useAction';
import { useQuery } from '../api/useQuery';
import { Loaded } from '../controls/Loaded';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useFilters } from '../controls/useFilters';
import { SearchInput } from '../controls/SearchInput';
import { useTexts } from '../texts/TextsContext';
import type { CustomerRecord } from './comparison';
import { RecordsTable } from './RecordsTable';

interface Merged {
  link: { id: string; by?: string | null; at?: string | null };
  one?: CustomerRecord | null;
  other?: CustomerRecord | null;
}

// The server looks no further.
const mostShown = 100;

/** What was merged, by the rules or by a person; a wrong merge is taken back and not made again. */
export function MergedPairs() {
  const { t } = useTexts();
  const [filter, setFilter] = useFilters();
  const text = filter('text');
  const query = useQuery(`merged/${text}`, (signal) => api.get<Page<Merged>>('/api/customers/links', { text }, signal));
  return (
    <>
      <div className="filters">
        <SearchInput key={text} className="search" defaultValue={text} onSearch={(wanted) => setFilter({ text: wanted.trim() })}
          placeholder={t('merges.find')} aria-label={t('merges.find')} />
      </div>
      <Loaded query={query}>
        {({ items }) => items.length === 0 ? <Empty description={t('merges.noMerged')} /> : (
          <>
            <ul className="plain stack">
              {items.map((merged) => <One key={merged.link.id} merged={merged} onDone={query.reload} />)}
            </ul>
            {items.length >= mostShown && <p className="quiet">{t('merges.most', { n: items.length })}</p>}
          </>
        )}
      </Loaded>
    </>
  );
}

function One({ merged: { link, one, other }, onDone }: { merged: Merged; onDone: () => void }) {
  const { t, dateTime } = useTexts();
  const { message } = App.useApp();
  const action = useAction();
  const undo = () => action.run(async () => {
    await api.post('/workflows/merges/undo', { pair: link.id });
    message.success(t('merges.undone'));
    onDone();
  });
  const by = !link.by || link.by === 'rules' ? t('merges.byRules') : t('merges.byPerson', { by: link.by });
  return (
    <li className="panel">
      <div className="row merges-facts">
        <strong>{String(one?.name || other?.name || link.id)}</strong>
        <span className="quiet mono">{link.id}</span>
        <span className="quiet">{by} · {dateTime(link.at)}</span>
        <span className="merges-gap" />
        <Popconfirm placement="left" title={t('merges.undo.ask')} okText={t('merges.undo')} cancelText={t('action.back')} onConfirm={undo}>
          <Button size="small" danger loading={action.busy}>{t('merges.undo')}</Button>
        </Popconfirm>
      </div>
      <ProblemNotice problem={action.problem} onClose={action.clear} />
      <RecordsTable one={one ?? {}} other={other ?? {}} />
    </li>
  );
}
