import { useState } from 'react';
import { App, Button, Dropdown, Modal, type MenuProps } from 'antd';
import { UserOutlined } from '@ant-design/icons';
import { useTexts } from '../texts/TextsContext';
import { ChangePassword } from './ChangePassword';
import { useLook, type LookName } from './Look';
import { nameOf, useSession } from './session';

export function UserMenu() {
  const { t } = useTexts();
  const { me, signOut } = useSession();
  const { chosen, choose } = useLook();
  const { message } = App.useApp();
  const [password, setPassword] = useState(false);
  const looks: LookName[] = ['light', 'dark', 'auto'];
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: `${nameOf(me)} · ${me.roles.map((r) => t(`role.${r}`)).join(', ')}` },
    { key: 'look', type: 'group', label: t('shell.look'),
      children: looks.map((l) => ({ key: l, label: (l === chosen ? '✓ ' : '') + t(`look.${l}`) })) },
    { type: 'divider' },
    { key: 'password', label: t('password.change') },
    { type: 'divider' },
    { key: 'out', label: t('shell.signOut') },
  ];
  const chose: MenuProps['onClick'] = ({ key }) => {
    if (key === 'out') {
      signOut();
    } else if (key === 'password') {
      setPassword(true);
    } else {
      choose(key as LookName);
    }
  };
  const changed = () => {
    setPassword(false);
    message.success(t('password.changed'));
  };
  return (
    <>
      <Dropdown menu={{ items, onClick: chose }} trigger={['click']}>
        <Button type="text" icon={<UserOutlined />} aria-label={`${t('shell.user')} ${nameOf(me)}`}>
          <span className="hide-narrow">{nameOf(me)}</span>
        </Button>
      </Dropdown>
      <Modal open={password} title={t('password.change')} footer={null} onCancel={() => setPassword(false)} destroyOnHidden>
        <ChangePassword onDone={changed} />
      </Modal>
    </>
  );
}
