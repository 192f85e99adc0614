import { Button, Modal } from 'antd';
import { useTexts } from '../../texts/TextsContext';
import { compare } from '../graph/diff';
import { DiffList } from '../panels/DiffList';
import type { Opened } from '../server';
import { useEditorScope } from './EditorContext';

interface Props {
  conflict: Opened | undefined;
  onDone: () => void;
  onMine: () => void;
}

/** Two people on one draft: what the other one has that this page has not, and the choice. Neither is lost without being asked. */
export function ConflictDialog({ conflict, onDone, onMine }: Props) {
  const { t } = useTexts();
  const { store } = useEditorScope();
  if (!conflict) {
    return null;
  }
  const theirs = () => {
    // One's own state stays one step back, under undo.
    store.replace(conflict);
    onDone();
  };
  return (
    <Modal open title={t('conflict.title')} onCancel={onDone} width={640} footer={[
      <Button key="look" onClick={onDone}>{t('conflict.later')}</Button>,
      <Button key="theirs" onClick={theirs}>{t('conflict.theirs')}</Button>,
      <Button key="mine" danger onClick={onMine}>{t('conflict.mine')}</Button>,
    ]}>
      <p>{t('conflict.hint')}</p>
      <h3>{t('conflict.difference')}</h3>
      <DiffList diff={compare(store.definition, conflict.definition)} of={[conflict.definition, store.definition]} />
    </Modal>
  );
}
