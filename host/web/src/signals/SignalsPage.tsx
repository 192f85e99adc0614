import { Tabs } from 'antd';
import { PageFrame } from '../controls/PageFrame';
import { useFilters } from '../controls/useFilters';
import { useTexts } from '../texts/TextsContext';
import { CasesTab } from './CasesTab';
import { RecordsTab } from './RecordsTab';
import { SignalsTab } from './SignalsTab';
import './signals.css';

export function SignalsPage() {
  const { t } = useTexts();
  const [filter, setFilter] = useFilters();
  return (
    <PageFrame title={t('nav.signals')} hint={t('signals.hint')}>
      <Tabs activeKey={filter('tab') || 'signals'} destroyOnHidden
        onChange={(tab) => setFilter({ tab: tab === 'signals' ? undefined : tab, kind: undefined, state: undefined })}
        items={[
          { key: 'signals', label: t('nav.signals'), children: <SignalsTab /> },
          { key: 'cases', label: t('signals.cases'), children: <CasesTab /> },
          { key: 'rules', label: t('signals.records'), children: <RecordsTab /> },
        ]} />
    </PageFrame>
  );
}
