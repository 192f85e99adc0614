import { Suspense, useState } from 'react';
import { Button, Drawer, Grid, Layout, Result, Skeleton } from 'antd';
import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import { ErrorBoundary } from '../controls/ErrorBoundary';
import { PageFrame } from '../controls/PageFrame';
import { useTexts } from '../texts/TextsContext';
import { LanguageSwitch } from './LanguageSwitch';
import { Navigation } from './Navigation';
import { places } from './places';
import { UserMenu } from './UserMenu';

function NotFound() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('notFound.title')}>
      <Result status="404" subTitle={t('notFound.hint')} extra={<Link to={places[0]!.path}>{t(places[0]!.text)}</Link>} />
    </PageFrame>
  );
}

function Pages() {
  const { pathname } = useLocation();
  const section = pathname.split('/')[1] ?? '';
  return (
    <ErrorBoundary place={pathname}>
      <Suspense fallback={<div className="page"><Skeleton active /></div>}>
        <Routes key={section}>
          <Route index element={<Navigate to={places[0]!.path} replace />} />
          {places.map((p) => <Route key={p.path} path={`${p.path}/*`} element={<p.page />} />)}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
}

export function Shell() {
  const { t } = useTexts();
  const wide = Grid.useBreakpoint().md ?? true;
  const [folded, setFolded] = useState(() => localStorage.getItem('workflows.folded') === '1');
  const [drawer, setDrawer] = useState(false);
  const fold = () => {
    localStorage.setItem('workflows.folded', folded ? '0' : '1');
    setFolded(!folded);
  };
  const foldIcon = folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />;
  return (
    <Layout className="shell">
      <a className="skip" href="#content">{t('shell.skip')}</a>
      {wide && (
        <Layout.Sider className="shell-side" collapsed={folded} width={228} collapsedWidth={60} theme="light">
          <Navigation folded={folded} />
        </Layout.Sider>
      )}
      <Drawer open={!wide && drawer} placement="left" size={250} onClose={() => setDrawer(false)} title={t('product')}
        styles={{ body: { padding: 8 } }}>
        <Navigation onChosen={() => setDrawer(false)} />
      </Drawer>
      <Layout>
        <Layout.Header className="shell-head">
          <Button type="text" icon={wide ? foldIcon : <MenuOutlined />} aria-label={t('shell.menu')} aria-expanded={wide ? !folded : drawer}
            onClick={wide ? fold : () => setDrawer(true)} />
          <span className="shell-gap" />
          <LanguageSwitch />
          <UserMenu />
        </Layout.Header>
        <Layout.Content id="content" role="main" tabIndex={-1} className="shell-content"><Pages /></Layout.Content>
      </Layout>
    </Layout>
  );
}
