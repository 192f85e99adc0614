import { useEffect, useMemo, useState } from 'react';
import { ReactFlowProvider } from '@xyflow/react';
import { Link, useParams } from 'react-router';
import { segment } from '../../api/client';
import type { Finding } from '../../api/problem';
import { useQuery } from '../../api/useQuery';
import { useSession } from '../../app/session';
import { Loaded } from '../../controls/Loaded';
import { PageFrame } from '../../controls/PageFrame';
import { useTexts } from '../../texts/TextsContext';
import { Catalogue } from '../graph/descriptors';
import type { Definition } from '../graph/definition';
import { definitions, type Opened } from '../server';
import { EditorContext } from './EditorContext';
import { EditorLayout } from './EditorLayout';
import { EditorStore } from './store';

let known: Promise<Catalogue> | undefined;

/** The activity types do not change while the product runs; a failed answer is asked for again. */
export function catalogueOnce(): Promise<Catalogue> {
  known ??= definitions.descriptors().then((described) => new Catalogue(described));
  known.catch(() => (known = undefined));
  return known;
}

/** Asks for what is wrong a moment after the last change. */
function useFindings(store: EditorStore): Finding[] {
  const [findings, setFindings] = useState<Finding[]>([]);
  useEffect(() => {
    let last: Definition | undefined;
    let timer = 0;
    let abort = new AbortController();
    const look = () => {
      if (store.definition === last) {
        return;
      }
      last = store.definition;
      abort.abort();
      clearTimeout(timer);
      abort = new AbortController();
      const { signal } = abort;
      timer = window.setTimeout(() => void definitions.check(store.definition, signal).then(setFindings, () => undefined), 500);
    };
    look();
    const stop = store.subscribe(look);
    return () => {
      stop();
      abort.abort();
      clearTimeout(timer);
    };
  }, [store]);
  return findings;
}

function OpenDefinition({ id, opened, catalogue }: { id: string; opened: Opened; catalogue: Catalogue }) {
  const { may } = useSession();
  const store = useMemo(() => new EditorStore(id, opened), [id, opened]);
  const findings = useFindings(store);
  const readOnly = !may('editDefinitions') || opened.definition.isReadonly === true;
  const scope = useMemo(() => ({ store, catalogue, findings, readOnly }), [store, catalogue, findings, readOnly]);
  useEffect(() => {
    // Kept on this device already; the question is for who closes the page by mistake.
    const ask = (event: BeforeUnloadEvent) => store.isDirty && event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [store]);
  return (
    <EditorContext value={scope}>
      <ReactFlowProvider>
        <EditorLayout />
      </ReactFlowProvider>
    </EditorContext>
  );
}

export function EditorPage() {
  const { id = '' } = useParams();
  const { t } = useTexts();
  const query = useQuery(`definition/${segment(id)}`, async () => ({
    opened: await definitions.open(id),
    catalogue: await catalogueOnce(),
  }));
  const opened = (
    <Loaded query={query}>
      {(data) => <OpenDefinition key={id} id={id} opened={data.opened} catalogue={data.catalogue} />}
    </Loaded>
  );
  return query.problem && !query.data
    ? <PageFrame title={t('nav.designer')} actions={<Link to="/designer">{t('designer.all')}</Link>}>{opened}</PageFrame>
    : <div className="editor-page">{opened}</div>;
}
