import { Button } from 'antd';
import { GlobalOutlined } from '@ant-design/icons';
import { useTexts } from '../texts/TextsContext';

/** The other language, in its own name. */
export function LanguageSwitch() {
  const { language, setLanguage } = useTexts();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" icon={<GlobalOutlined />} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLanguage(other)}>
      {other === 'zh' ? '中文' : 'English'}
    </Button>
  );
}
