import type { ReactNode } from 'react';
import {
  ApartmentOutlined, BellOutlined, BlockOutlined, BranchesOutlined, CalendarOutlined, CloudServerOutlined, CodeOutlined, ContainerOutlined,
  DatabaseOutlined, FileSearchOutlined, MailOutlined, RetweetOutlined, SafetyOutlined, TagsOutlined, UserOutlined,
} from '@ant-design/icons';

interface Look {
  color: string;
  icon: ReactNode;
}

const looks: [RegExp, Look][] = [
  [/people|human|task|approval/i, { color: '#b4540a', icon: <UserOutlined /> }],
  [/rule|decision/i, { color: '#7a3fc2', icon: <FileSearchOutlined /> }],
  [/fact|data/i, { color: '#0f766e', icon: <DatabaseOutlined /> }],
  [/branch/i, { color: '#1a5fd0', icon: <BranchesOutlined /> }],
  [/loop/i, { color: '#0b7285', icon: <RetweetOutlined /> }],
  [/http|connect/i, { color: '#2b6a30', icon: <CloudServerOutlined /> }],
  [/mail|messag|notif/i, { color: '#9d2b66', icon: <MailOutlined /> }],
  [/schedul|time|timer|calendar|deadline/i, { color: '#8a5a00', icon: <CalendarOutlined /> }],
  [/event|signal/i, { color: '#a33a1f', icon: <BellOutlined /> }],
  [/script|code/i, { color: '#475569', icon: <CodeOutlined /> }],
  [/composition|workflow/i, { color: '#3b4cb8', icon: <ContainerOutlined /> }],
  [/flow/i, { color: '#3154a5', icon: <ApartmentOutlined /> }],
  [/saga|compensat|fault|incident/i, { color: '#a32638', icon: <SafetyOutlined /> }],
  [/primitive/i, { color: '#52606d', icon: <TagsOutlined /> }],
];

const other: Look = { color: '#52606d', icon: <BlockOutlined /> };

/** Where a category stands in the list of them: what a process is mostly drawn from comes first. */
export function rankOf(category: string): number {
  const found = looks.findIndex(([name]) => name.test(category));
  return found < 0 ? looks.length : found;
}

/** Colour and symbol of a category; new categories look like the rest. */
export const lookOf = (category: string): Look => looks.find(([name]) => name.test(category))?.[1] ?? other;
