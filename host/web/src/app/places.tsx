import { lazy, type ComponentType, type ReactNode } from 'react';
import { ApartmentOutlined, InboxOutlined } from '@ant-design/icons';
import type { TextKey } from '../texts/dictionary';
import type { Permission } from './session';

export interface Place {
  path: string;
  text: TextKey;
  icon: ReactNode;
  page: ComponentType;
  /** Who sees it in the navigation; the server decides what they may do there. */
  needs?: Permission;
}

const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }));

/** Every page of the product, in the order of the navigation; each is loaded when it is first opened. */
export const places: Place[] = [
  { path: '/inbox', text: 'nav.inbox', icon: <InboxOutlined />,
    page: page(async () => (await import('../inbox/InboxPage')).InboxPage) },
  { path: '/designer', text: 'nav.designer', icon: <ApartmentOutlined />,
    page: page(async () => (await import('../designer/DesignerPages')).DesignerPages) },
];
