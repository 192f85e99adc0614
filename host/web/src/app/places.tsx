import { lazy, type ComponentType, type ReactNode } from 'react';
import {
  AlertOutlined, ApartmentOutlined, BranchesOutlined, DashboardOutlined, FileTextOutlined, IdcardOutlined, InboxOutlined, SendOutlined,
  SettingOutlined, TeamOutlined, WalletOutlined,
} from '@ant-design/icons';
import type { TextKey } from '../texts/dictionary';
import type { Permission } from './session';

export interface Place {
  path: string;
  text: TextKey;
  icon: ReactNode;
  page: ComponentType;
  /** Who sees it in the navigation; the server decides what they may do there. */
  needs?: Permission | Permission[];
}

const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }));

/** Every page of the product, in the order of the navigation; each is loaded when it is first opened. */
export const places: Place[] = [
  { path: '/overview', text: 'nav.overview', icon: <DashboardOutlined />,
    page: page(async () => (await import('../overview/OverviewPage')).OverviewPage) },
  { path: '/inbox', text: 'nav.inbox', icon: <InboxOutlined />, needs: 'workOnTasks',
    page: page(async () => (await import('../inbox/InboxPage')).InboxPage) },
  { path: '/runs', text: 'nav.runs', icon: <BranchesOutlined />, needs: 'readRuns',
    page: page(async () => (await import('../runs/RunsPages')).RunsPages) },
  { path: '/designer', text: 'nav.designer', icon: <ApartmentOutlined />,
    page: page(async () => (await import('../designer/DesignerPages')).DesignerPages) },
  { path: '/rules', text: 'nav.rules', icon: <FileTextOutlined />,
    page: page(async () => (await import('../rules/RulesPages')).RulesPages) },
  { path: '/customers', text: 'nav.customers', icon: <TeamOutlined />, needs: 'readCustomers',
    page: page(async () => (await import('../customers/CustomersPage')).CustomersPage) },
  { path: '/staff', text: 'nav.staff', icon: <IdcardOutlined />, needs: 'readFacts',
    page: page(async () => (await import('../staff/StaffPage')).StaffPage) },
  { path: '/pay', text: 'nav.pay', icon: <WalletOutlined />, needs: ['readPay', 'readOwnPay'],
    page: page(async () => (await import('../pay/PayPages')).PayPages) },
  { path: '/signals', text: 'nav.signals', icon: <AlertOutlined />, needs: 'readFacts',
    page: page(async () => (await import('../signals/SignalsPage')).SignalsPage) },
  { path: '/outbox', text: 'nav.outbox', icon: <SendOutlined />, needs: 'readOutbox',
    page: page(async () => (await import('../admin/OutboxPage')).OutboxPage) },
  { path: '/admin', text: 'nav.admin', icon: <SettingOutlined />, needs: ['readAudit', 'publishRules'],
    page: page(async () => (await import('../admin/AdminPage')).AdminPage) },
];
