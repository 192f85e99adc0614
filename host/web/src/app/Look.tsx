import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { LoadingOutlined, SearchOutlined } from '@ant-design/icons';
import { App as AntApp, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useTexts } from '../texts/TextsContext';

export type LookName = 'light' | 'dark' | 'auto';

interface LookState {
  chosen: LookName;
  dark: boolean;
  choose(look: LookName): void;
}

const kept = 'workflows.look';
const LookContext = createContext<LookState>({ chosen: 'auto', dark: false, choose: () => undefined });
const darkWished = matchMedia('(prefers-color-scheme: dark)');

// The library's own goes by a motion, and where its end comes before it is awaited the button is named "loading" for good.
const button = { autoInsertSpace: false, loadingIcon: <LoadingOutlined /> };

export const useLook = () => useContext(LookContext);

// Darker than the library's own where that would be too faint to read (4.5 : 1).
const light = {
  colorPrimary: '#1a5fd0',
  colorInfo: '#1a5fd0',
  colorLink: '#1a5fd0',
  colorPrimaryHover: '#174fae',
  colorLinkHover: '#174fae',
  colorSuccess: '#1f7a1f',
  colorSuccessBg: '#eef8ee',
  colorSuccessBorder: '#a9d6a9',
  colorWarning: '#9a5b00',
  colorWarningBg: '#fff7e6',
  colorWarningBorder: '#ecc77c',
  colorError: '#c41d2f',
  colorTextTertiary: 'rgba(0,0,0,0.62)',
  colorTextQuaternary: 'rgba(0,0,0,0.58)',
  colorTextPlaceholder: 'rgba(0,0,0,0.58)',
  colorTextDescription: 'rgba(0,0,0,0.62)',
  colorBgLayout: '#f4f6f9',
};

const dark = {
  colorPrimary: '#4d8dff',
  colorInfo: '#4d8dff',
  colorLink: '#7fb0ff',
  colorPrimaryHover: '#7fb0ff',
  colorLinkHover: '#a8c9ff',
  colorSuccess: '#6cc46c',
  colorWarning: '#e0a94a',
  colorError: '#ff8080',
  colorTextTertiary: 'rgba(255,255,255,0.65)',
  colorTextQuaternary: 'rgba(255,255,255,0.6)',
  colorTextPlaceholder: 'rgba(255,255,255,0.6)',
  colorTextDescription: 'rgba(255,255,255,0.65)',
  colorBgLayout: '#10141b',
  colorBgContainer: '#181d26',
  colorBgElevated: '#1f2530',
  colorTextLightSolid: '#06122b',
};

function firstLook(): LookName {
  const chosen = localStorage.getItem(kept);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}

export function Look({ children }: { children: ReactNode }) {
  const { t, language } = useTexts();
  const [chosen, setChosen] = useState<LookName>(firstLook);
  const [wished, setWished] = useState(darkWished.matches);
  useEffect(() => {
    const changed = () => setWished(darkWished.matches);
    darkWished.addEventListener('change', changed);
    return () => darkWished.removeEventListener('change', changed);
  }, []);
  const isDark = chosen === 'dark' || (chosen === 'auto' && wished);
  useEffect(() => {
    document.documentElement.dataset.look = isDark ? 'dark' : 'light';
  }, [isDark]);
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  const state = useMemo<LookState>(() => ({
    chosen,
    dark: isDark,
    choose: (next) => {
      localStorage.setItem(kept, next);
      setChosen(next);
    },
  }), [chosen, isDark]);
  const settings = useMemo(() => ({
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    // A busy button has its icon turn; paled, its words would be too faint to read.
    token: { borderRadius: 8, fontFamily: 'var(--font)', opacityLoading: 1, ...(isDark ? dark : light) },
    components: isDark ? {
      Tabs: { itemSelectedColor: dark.colorLink, itemHoverColor: dark.colorLink, inkBarColor: dark.colorLink },
      // What is written on a hint is not written on a bright button.
      Tooltip: { colorTextLightSolid: 'rgba(255,255,255,0.92)', colorBgSpotlight: '#39424f' },
    } : {},
    cssVar: { key: 'look' },
    hashed: false,
  }), [isDark]);
  // The only name of the button that searches; the icon's own is English.
  const search = useMemo(() => ({ searchIcon: <SearchOutlined aria-label={t('action.search')} /> }), [t]);
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={settings} button={button} inputSearch={search}>
      <AntApp className="app-root" notification={{ placement: 'bottomRight' }}>
        <LookContext value={state}>{children}</LookContext>
      </AntApp>
    </ConfigProvider>
  );
}
