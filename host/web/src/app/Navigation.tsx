import { Link, useLocation } from 'react-router';
import { Tooltip } from 'antd';
import { useTexts } from '../texts/TextsContext';
import { places } from './places';
import { useSession } from './session';

export function Navigation({ folded, onChosen }: { folded?: boolean; onChosen?: () => void }) {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const { may } = useSession();
  return (
    <nav className={folded ? 'nav nav-folded' : 'nav'} aria-label={t('shell.navigation')}>
      <Link to={places[0]!.path} className="nav-brand" onClick={onChosen} aria-label={t('product')}>
        <img src="/mark.svg" alt="" width={30} height={30} />
        {!folded && <span>{t('product')}</span>}
      </Link>
      <ul>
        {places.filter((p) => !p.needs || [p.needs].flat().some(may)).map((p) => {
          const here = pathname === p.path || pathname.startsWith(`${p.path}/`);
          return (
            <li key={p.path}>
              <Tooltip title={folded ? t(p.text) : ''} placement="right">
                <Link to={p.path} className="nav-link" aria-current={here ? 'page' : undefined} onClick={onChosen}>
                  <span aria-hidden>{p.icon}</span>
                  <span className="nav-text">{t(p.text)}</span>
                </Link>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
