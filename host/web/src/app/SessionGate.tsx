import { Fragment, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { App, Modal, Spin } from 'antd';
import { useLocation } from 'react-router';
import { api, onSignedOut, tellSignedInAgain } from '../api/client';
import { stayLive } from '../api/stayLive';
import { asProblem, type Problem } from '../api/problem';
import { keepFor } from '../controls/useKept';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { SessionContext, type Me, type Session } from './session';
import { SignIn, SignInForm } from './SignIn';
import { ChangePassword } from './ChangePassword';

/**
 * Who is signed in, as the page goes by it. Rights that are taken away while somebody works are gone from the page when they go to another:
 * till then the form in which they write stands as it is, and what is refused is told there.
 */
function useMe() {
  const { t } = useTexts();
  const { notification } = App.useApp();
  const { pathname } = useLocation();
  const [me, setMe] = useState<Me | null>();
  const shown = useRef(me);
  shown.current = me;
  const waits = useRef<Me>(undefined);
  const know = useCallback((known: Me) => {
    keepFor(known.user);
    const before = shown.current;
    const hasLess = before?.user === known.user && !before.permissions.every((permission) => known.permissions.includes(permission));
    waits.current = hasLess ? known : undefined;
    setMe(hasLess ? { ...before, mustChangePassword: known.mustChangePassword } : known);
    if (hasLess) {
      const said = { title: t('signIn.less'), description: t('signIn.less.hint') };
      notification.warning({ ...said, duration: 0, key: 'less', placement: 'bottomLeft' });
    } else {
      notification.destroy('less');
    }
  }, [notification, t]);
  useEffect(() => {
    if (waits.current) {
      setMe(waits.current);
      waits.current = undefined;
      notification.destroy('less');
    }
  }, [pathname, notification]);
  return { me, know, setMe };
}

/**
 * Nothing of the product is shown before somebody is signed in. Who is signed out while working signs in again over the page, so that
 * nothing typed is lost.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  const { me, know, setMe } = useMe();
  const [problem, setProblem] = useState<Problem>();
  const [expired, setExpired] = useState(false);
  const load = useCallback(() => {
    setProblem(undefined);
    api.get<Me>('/api/me').then(
      (known) => {
        know(known);
        setExpired(false);
        tellSignedInAgain();
      },
      (fault: unknown) => {
        const why = asProblem(fault);
        if (why.status === 401) {
          setMe((before) => before ?? null);
        } else {
          setProblem(why);
        }
      },
    );
  }, [know, setMe]);
  const first = useRef(load);
  useEffect(() => first.current(), []);
  useEffect(() => onSignedOut(() => setExpired(true)), []);
  const user = expired || me?.mustChangePassword ? undefined : me?.user;
  useEffect(() => (user === undefined ? undefined : stayLive()), [user]);
  const session = useMemo<Session | null>(() => me ? {
    me,
    may: (permission) => me.permissions.includes(permission),
    signOut: () => {
      const gone = () => {
        setMe(null);
        setExpired(false);
      };
      api.post('/api/sign-out').then(gone, gone);
    },
    reload: load,
  } : null, [me, load]);

  const mustChange = session?.me.mustChangePassword === true;
  const worked = useRef<string>(undefined);
  if (session && !mustChange) {
    worked.current = session.me.user;
  }
  if (session) {
    // Who was given another password while working chooses their own over the page, where what they typed stands.
    const isOver = worked.current === session.me.user;
    return (
      <SessionContext value={session}>
        {isOver ? <Fragment key={session.me.user}>{children}</Fragment> : <ChangePassword onDone={load} forced />}
        <Modal open={isOver && mustChange && !expired} title={t('password.change')} footer={null} closable={false} keyboard={false}
          destroyOnHidden>
          <p className="quiet">{t('password.forced')}</p>
          <ChangePassword onDone={load} />
        </Modal>
        <SignInOver open={expired} user={session.me.user} onDone={load} />
      </SessionContext>
    );
  }
  if (problem) {
    return <main className="lonely"><ProblemNotice problem={problem} onRetry={load} /></main>;
  }
  return me === null ? <SignIn onDone={load} /> : <main className="lonely"><Spin size="large" aria-label={t('state.loading')} /></main>;
}

function SignInOver({ open, user, onDone }: { open: boolean; user: string; onDone: () => void }) {
  const { t } = useTexts();
  // A dialog that lies beneath gives the focus to the first field: a password would be typed where it can be read.
  const inside = useRef<HTMLDivElement>(null);
  return (
    <Modal open={open} title={t('signIn.expired')} footer={null} closable={false} keyboard={false} destroyOnHidden
      afterOpenChange={(isOpen) => isOpen && inside.current?.querySelector<HTMLElement>('[type=password]')?.focus()}>
      <p className="quiet">{t('signIn.expired.hint')}</p>
      <div ref={inside}><SignInForm user={user} onDone={onDone} /></div>
    </Modal>
  );
}
