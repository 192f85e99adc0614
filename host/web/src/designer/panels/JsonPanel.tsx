import { useEffect, useMemo, useRef, useState } from 'react';
import { Alert, Button } from 'antd';
import { linter } from '@codemirror/lint';
import { CodeEditor } from '../../code/CodeEditor';
import { keepHere, readKeptHere } from '../../code/keptHere';
import { useTexts } from '../../texts/TextsContext';
import { useEditor } from '../editor/EditorContext';
import type { EditorStore } from '../editor/store';
import type { Definition } from '../graph/definition';
import { readSource, writeSource, type SourceFault } from '../graph/source';
import { faultIn } from './jsonFault';

/** From so many characters on the drawing waits until somebody pauses. */
const long = 100_000;
const pause = 300;

/**
 * The text as it is typed and the definition as it was read last, each following the other. A text that cannot be read is kept on the
 * device until it can, or is given up.
 */
function useSource(store: EditorStore, definition: Definition) {
  const key = `source.${store.id}`;
  const [text, setText] = useState(() => readKeptHere<string>(key) ?? writeSource(definition));
  const [fault, setFault] = useState<SourceFault>();
  const own = useRef(definition);
  const unread = useRef<string>(undefined);
  const { read, type, drop } = useMemo(() => {
    let timer = 0;
    const readNow = () => {
      clearTimeout(timer);
      const next = unread.current;
      unread.current = undefined;
      if (next === undefined) {
        return;
      }
      const found = readSource(next, store.id);
      setFault('fault' in found ? found : undefined);
      keepHere(key, 'fault' in found ? next : undefined);
      if ('definition' in found && JSON.stringify(found.definition) !== JSON.stringify(store.definition)) {
        own.current = found.definition;
        store.edit(() => found.definition, 'json');
      }
    };
    return {
      read: readNow,
      type: (next: string) => {
        setText(next);
        unread.current = next;
        clearTimeout(timer);
        if (next.length < long) {
          readNow();
        } else {
          timer = window.setTimeout(readNow, pause);
        }
      },
      drop: () => {
        keepHere(key, undefined);
        own.current = store.definition;
        setText(writeSource(store.definition));
        setFault(undefined);
      },
    };
  }, [store, key]);
  // What is kept from before is read again; what is not read yet is, before somebody looks elsewhere or the page goes.
  useEffect(() => {
    unread.current = readKeptHere<string>(key);
    read();
    window.addEventListener('pagehide', read);
    return () => {
      window.removeEventListener('pagehide', read);
      read();
    };
  }, [key, read]);
  useEffect(() => {
    if (own.current !== definition) {
      own.current = definition;
      setText(writeSource(definition));
      setFault(undefined);
      keepHere(key, undefined);
    }
  }, [definition, key]);
  return { text, fault, type, drop };
}

/** The definition as text. A text that can be read is the drawing at once; one that cannot stays, with what is wrong with it. */
export function JsonPanel() {
  const { t } = useTexts();
  const { store, definition, readOnly } = useEditor();
  const { text, fault, type, drop } = useSource(store, definition);
  const marks = useMemo(() => linter((view) => {
    const found = faultIn(view.state);
    return found ? [{ ...found, severity: 'error', message: t('source.json', { line: view.state.doc.lineAt(found.from).number }) }] : [];
  }, { delay: pause }), [t]);
  const line = fault?.line ?? '?';
  return (
    <div className="json-panel">
      {fault && <Alert type="error" showIcon title={t(`source.${fault.fault}`, { line, at: fault.at ?? '' })} description={t('source.kept')}
        action={<Button size="small" onClick={drop}>{t('source.drop')}</Button>} />}
      <CodeEditor label={t('designer.view.json')} language="json" value={text} onChange={type} readOnly={readOnly} extensions={marks} />
    </div>
  );
}
