import { useEffect, type ReactNode } from 'react';
import { useTexts } from '../texts/TextsContext';

interface Props {
  title: ReactNode;
  /** The browser's title where the heading is more than text. */
  name?: string;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** Heading, actions and body of a page, alike everywhere. */
export function PageFrame({ title, name, hint, actions, children, wide }: Props) {
  const { t } = useTexts();
  const browserTitle = name ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = browserTitle ? `${browserTitle} · ${t('product')}` : t('product');
  }, [browserTitle, t]);
  return (
    <section className={wide ? 'page page-wide' : 'page'}>
      <header className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {hint && <p className="quiet">{hint}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
