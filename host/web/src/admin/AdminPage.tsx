import { Tabs } from 'antd';
import { useSession } from '../app/session';
import { CalendarsTab } from '../calendars/CalendarsTab';
import { PageFrame } from '../controls/PageFrame';
import { useFilters } from '../controls/useFilters';
import { useTexts } from '../texts/TextsContext';
import { AuditTab } from './AuditTab';
import { ConnectorsTab } from './ConnectorsTab';
import { HealthTab } from './HealthTab';
import { KeysTab } from './KeysTab';
import { SettingsTab } from './SettingsTab';
import { UsersTab } from './UsersTab';
import { WebhooksTab } from './WebhooksTab';

export function AdminPage() {
  const { t } = useTexts();
  const { may } = useSession();
  const [filter, setFilter] = useFilters();
  const tabs = [
    ...(may('manageAccounts') ? [{ key: 'users', label: t('admin.users'), children: <UsersTab /> }] : []),
    ...(may('manageKeys') ? [{ key: 'keys', label: t('admin.keys'), children: <KeysTab /> }] : []),
    ...(may('manageSecrets') ? [{ key: 'webhooks', label: t('admin.webhooks'), children: <WebhooksTab /> }] : []),
    ...(may('manageSettings') ? [{ key: 'connectors', label: t('admin.connectors'), children: <ConnectorsTab /> }] : []),
    ...(may('manageSettings') ? [{ key: 'settings', label: t('admin.settings'), children: <SettingsTab /> }] : []),
    { key: 'calendars', label: t('admin.calendars'), children: <CalendarsTab /> },
    ...(may('readAudit') ? [{ key: 'audit', label: t('admin.audit'), children: <AuditTab /> }] : []),
    ...(may('readAudit') ? [{ key: 'health', label: t('admin.health'), children: <HealthTab /> }] : []),
  ];
  return (
    <PageFrame title={t('nav.admin')}>
      <Tabs items={tabs} activeKey={filter('tab') || tabs[0]!.key} onChange={(tab) => setFilter({ tab })} destroyOnHidden />
    </PageFrame>
  );
}
