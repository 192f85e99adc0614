import { useEffect, useState } from 'react';
import { Alert } from 'antd';
import { CodeEditor } from '../../code/CodeEditor';
import { useTexts } from '../../texts/TextsContext';
import { useEditor } from '../editor/EditorContext';
import { canonical } from '../graph/diff';
import { readSource, writeSource, type Read } from '../graph/source';

/** The definition as text. A text that can be read is the drawing at once; one that cannot stays, with what is wrong with it. */
export function JsonPanel() {
  const { t } = useTexts();
  const { store, definition, readOnly } = useEditor();
  const [text, setText] = useState(() => writeSource(definition));
  const [fault, setFault] = useState<Extract<Read, { fault: string }>>();
  useEffect(() => {
    const read = readSource(text, store.id);
    if ('definition' in read && canonical(read.definition) !== canonical(definition)) {
      setText(writeSource(definition));
    }
  }, [definition]);
  const type = (next: string) => {
    setText(next);
    const read = readSource(next, store.id);
    setFault('fault' in read ? read : undefined);
    if ('definition' in read && canonical(read.definition) !== canonical(store.definition)) {
      store.edit(() => read.definition, 'json');
    }
  };
  return (
    <div className="json-panel">
      {fault && <Alert type="error" showIcon title={t(`source.${fault.fault}`, { line: fault.line ?? '?' })} description={fault.detail} />}
      <CodeEditor label={t('designer.view.json')} language="json" value={text} onChange={type} readOnly={readOnly} />
    </div>
  );
}
