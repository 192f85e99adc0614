import { useEffect } from 'react';
import { App, Button, Dropdown, Segmented, Space, Tag, Tooltip, type MenuProps } from 'antd';
import {
  CopyOutlined,
  DeleteOutlined,
  DownloadOutlined,
  LeftOutlined,
  PartitionOutlined,
  RedoOutlined,
  SaveOutlined,
  SnippetsOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Link } from 'react-router';
import { segment } from '../../api/client';
import { useSession } from '../../app/session';
import { ProblemNotice } from '../../controls/ProblemNotice';
import { ReviewButton } from '../../reviews/ReviewButton';
import { useTexts } from '../../texts/TextsContext';
import { useLookAtBeginning } from '../diagram/Beginning';
import { definitionTitle } from '../graph/titles';
import { stateTexts } from '../states';
import { useEditor } from './EditorContext';
import { views, type View } from './views';
import { ConflictDialog } from './ConflictDialog';
import { useCommands } from './commands';
import { useExports } from './exports';
import { useSaving } from './useSaving';

export function Toolbar({ view, onView }: { view: View; onView: (view: View) => void }) {
  const { t, local } = useTexts();
  const { may } = useSession();
  const { message } = App.useApp();
  const { store, definition, state, etag, readOnly, findings } = useEditor();
  const saving = useSaving();
  const errors = findings.filter((f) => f.severity === 'error').length;
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault();
        void saving.save();
      }
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [saving]);
  const publish = async () => {
    if (await saving.publish()) {
      message.success(t('designer.published'));
    }
  };
  return (
    <header className="editor-bar">
      <div className="row">
        <Link to="/designer" aria-label={t('designer.all')} className="editor-back">
          <LeftOutlined />
        </Link>
        <h1 className="editor-name" title={local(definitionTitle(definition))}>{local(definitionTitle(definition))}</h1>
        {store.isDirty ? (
          <Tag color="gold">{t('designer.unsaved')}</Tag>
        ) : (
          <Tag color={state === 'published' ? 'green' : 'blue'}>
            {t(stateTexts[state])}
          </Tag>
        )}
        {readOnly && <Tag>{t('designer.readOnly')}</Tag>}
      </div>
      {!readOnly && <EditButtons active={view === 'draw'} />}
      <Segmented
        options={views.map((v) => ({ value: v, label: t(`designer.view.${v}`) }))}
        value={view}
        onChange={(v) => onView(v as View)}
        aria-label={t('designer.view')}
      />
      <div className="row">
        <ExportMenu />
        {!readOnly && (
          <Button icon={<SaveOutlined />} onClick={() => void saving.save()} loading={saving.busy} disabled={!store.isDirty}>
            {t('designer.save')}
          </Button>
        )}
        {(state !== 'published' || store.isDirty) && (
          <ReviewButton at={`/api/definitions/${segment(store.id)}`} etag={etag} dirty={store.isDirty} mayAsk={!readOnly} />
        )}
        {may('publishDefinitions') && (
          <Tooltip title={errors > 0 ? t('designer.publish.errors', { n: errors }) : ''}>
            <Button type="primary" onClick={() => void publish()} loading={saving.busy} disabled={readOnly}>
              {t('designer.publish')}
            </Button>
          </Tooltip>
        )}
      </div>
      <ProblemNotice problem={saving.problem} onClose={saving.clear} />
      <ConflictDialog conflict={saving.conflict} onDone={saving.resolve} onMine={saving.saveOver} />
    </header>
  );
}

function EditButtons({ active }: { active: boolean }) {
  const { t } = useTexts();
  const { store, history, selection, readOnly } = useEditor();
  const commands = useCommands();
  const lookAtBeginning = useLookAtBeginning();
  const arrange = () => {
    commands.layout();
    lookAtBeginning();
  };
  const none = selection.length === 0;
  const buttons = [
    { text: t('designer.undo'), icon: <UndoOutlined />, off: history.past.length === 0, do: () => store.undo() },
    { text: t('designer.redo'), icon: <RedoOutlined />, off: history.future.length === 0, do: () => store.redo() },
    { text: t('action.copy'), icon: <CopyOutlined />, off: none, do: () => commands.copy() },
    { text: t('designer.paste'), icon: <SnippetsOutlined />, off: false, do: () => commands.paste() },
    { text: t('action.delete'), icon: <DeleteOutlined />, off: none, do: () => commands.remove() },
    { text: t('designer.layout'), icon: <PartitionOutlined />, off: false, do: arrange },
  ];
  return (
    <Space.Compact className={active ? 'editor-edit' : 'editor-edit editor-idle'}>
      {buttons.map((b) => (
        <Tooltip key={b.text} title={b.text}>
          <Button type="text" icon={b.icon} aria-label={b.text} disabled={b.off || readOnly || !active} onClick={b.do} />
        </Tooltip>
      ))}
    </Space.Compact>
  );
}

function ExportMenu() {
  const { t } = useTexts();
  const exports = useExports();
  const items: MenuProps['items'] = (['json', 'svg', 'png'] as const).map((kind) => ({
    key: kind,
    label: t(`designer.export.${kind}`),
  }));
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => exports(key as 'json' | 'svg' | 'png') }} trigger={['click']}>
      <Button icon={<DownloadOutlined />}>{t('action.export')}</Button>
    </Dropdown>
  );
}
