import { useEffect, useState } from 'react';
import { LoadingOutlined } from '@ant-design/icons';
import { Grid, Progress, Tag, type TableColumnsType } from 'antd';
import { api, type Page } from '../api/client';
import { useLive } from '../api/useLive';
import { DataView } from '../controls/DataView';
import { useFactNames } from '../controls/factTypes';
import { PagedTable } from '../controls/PagedTable';
import { PageFrame } from '../controls/PageFrame';
import { usePages } from '../controls/usePages';
import { useTexts, type LocalText } from '../texts/TextsContext';

/** A conclusion that something is odd: what about, how strong, by which rule, because of which facts, and whether it opens a case. */
interface Signal {
  id: string;
  kind: string;
  /** The rule's name for people. */
  label?: LocalText;
  type?: string;
  isCase?: boolean;
  subject?: string | null;
  score?: number | null;
  reason?: LocalText;
  rule?: string | null;
  version?: string | null;
  facts?: Record<string, unknown> | null;
}

const strong = 70;
const scoreOf = (signal: Signal) => signal.score ?? 0;

/** From when what is shown is, and whether facts that have changed since are being judged. */
interface Known {
  at?: string | null;
  judging?: { facts?: number | null } | null;
}

const soon = 1500;

/** Asks again while the rules are at work. */
function useFollow(known: Known | undefined, reload: () => void) {
  useEffect(() => {
    const timer = known?.judging ? setTimeout(reload, soon) : undefined;
    return () => clearTimeout(timer);
  }, [known, reload]);
}

function Standing({ known }: { known: Known | undefined }) {
  const { t, dateTime } = useTexts();
  const { at, judging } = known ?? {};
  return (
    <p className="quiet" role="status">
      {at && t('signals.at', { at: dateTime(at) })}{' '}
      {judging && <LoadingOutlined aria-hidden />}{' '}
      {judging && (judging.facts ? t('signals.judging', { n: judging.facts }) : t('signals.reading'))}
    </p>
  );
}

export function SignalsPage() {
  const { t, local } = useTexts();
  const { labels } = useFactNames();
  const wide = Grid.useBreakpoint().md ?? true;
  const [known, setKnown] = useState<Known>();
  const pages = usePages<Signal>('signals', async (next, signal) => {
    const page = await api.get<Page<Signal> & Known>('/api/signals', { page: next, wait: false }, signal);
    setKnown({ at: page.at, judging: page.judging });
    return page;
  });
  useLive(pages.reload, [{ kind: 'facts' }], 60);
  useFollow(known, pages.reload);
  const columns: TableColumnsType<Signal> = [
    { title: t('signals.score'), key: 'score', width: wide ? 140 : 84, sorter: (a, b) => scoreOf(a) - scoreOf(b), render: (_, s) => (
      <Progress percent={scoreOf(s)} size="small" status={scoreOf(s) >= strong ? 'exception' : 'normal'} format={(n) => n}
        aria-label={t('signals.score')} />
    ) },
    { title: t('signals.kind'), key: 'kind', render: (_, s) => (
      <>{local(s.label) || s.kind}<div className="only-narrow quiet">{local(s.reason)}</div></>
    ) },
    { title: t('signals.subject'), key: 'subject', responsive: ['md'], render: (_, s) => s.subject ?? '—' },
    { title: t('signals.reason'), key: 'reason', responsive: ['md'], render: (_, s) => local(s.reason) },
    { title: t('signals.case'), key: 'case', render: (_, s) => s.isCase && <Tag color="orange">{t('signals.isCase')}</Tag> },
  ];
  return (
    <PageFrame title={t('nav.signals')} hint={t('signals.hint')}>
      <Standing known={known} />
      <PagedTable pages={pages} columns={columns} rowKey="id" empty={known?.at ? t('signals.none') : t('signals.notYet')} expanded={(s) => (
        <>
          <p className="quiet">{t('pay.rule', { rule: s.rule ?? '—', version: s.version ?? '—' })}</p>
          {s.facts && <DataView data={s.facts} labels={labels(s.type)} />}
        </>
      )} />
    </PageFrame>
  );
}
