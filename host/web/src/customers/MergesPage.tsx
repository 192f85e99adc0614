import { Link } from 'react-router';
import { Tabs } from 'antd';
import { PageFrame } from '../controls/PageFrame';
import { useFilters } from '../controls/useFilters';
import { useTexts } from '../texts/TextsContext';
import { DoubtfulPairs } from './DoubtfulPairs';
import { MergedPairs } from './MergedPairs';
import './customers.css';

/** Records of several channels that may be one customer: deciding about doubtful pairs, and taking a wrong merge back. */
export function MergesPage() {
  const { t } = useTexts();
  const [filter, setFilter] = useFilters();
  return (
    <PageFrame title={t('merges.title')} hint={t('merges.hint')} actions={<Link to="/customers">{t('merges.back')}</Link>}>
      <Tabs activeKey={filter('tab') || 'doubtful'} onChange={(tab) => setFilter({ tab, text: undefined })} destroyOnHidden items={[
        { key: 'doubtful', label: t('merges.doubtful'), children: <DoubtfulPairs /> },
        { key: 'merged', label: t('merges.merged'), children: <MergedPairs /> },
      ]} />
    </PageFrame>
  );
}
