import { Dropdown, Button, Tooltip, Upload } from 'antd';
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { download } from '../controls/download';
import { useTexts } from '../texts/TextsContext';
import { rules } from './server';
import type { RuleDraft } from './useRuleDraft';

interface Props {
  draft: RuleDraft;
  name: string;
  /** What is exchanged, by its address without the ending: a table or the parameters. */
  sheet: string;
  endings: readonly string[];
  readOnly: boolean;
}

/**
 * Gives a table or the parameters as a file and takes it back as the draft. What is typed must be saved first: a file is made of what
 * is saved.
 */
export function SheetFiles({ draft, name, sheet, endings, readOnly }: Props) {
  const { t } = useTexts();
  const give = (ending: string) => draft.action.run(async () => {
    const content = await rules.sheet(name, `${sheet}.${ending}`);
    download(`${name}-${sheet.split('/').at(-1)!}.${ending}`, content);
  });
  const accept = endings.map((ending) => `.${ending}`).join(',');
  return (
    <div className="row">
      <Tooltip title={draft.dirty ? t('rules.saveFirst') : ''}>
        <Dropdown trigger={['click']} disabled={draft.dirty} menu={{
          items: endings.map((key) => ({ key, label: t('rules.asFile', { ending: `.${key}` }) })), onClick: ({ key }) => void give(key),
        }}>
          <Button size="small" icon={<DownloadOutlined />}>{t('action.export')}</Button>
        </Dropdown>
      </Tooltip>
      <Upload accept={accept} showUploadList={false} disabled={readOnly || draft.dirty} beforeUpload={(file) => {
        void draft.takeFile(`${sheet}.${file.name.split('.').at(-1)!.toLowerCase()}`, file);
        return false;
      }}>
        <Button size="small" icon={<UploadOutlined />} disabled={readOnly || draft.dirty}>{t('action.import')}</Button>
      </Upload>
    </div>
  );
}
