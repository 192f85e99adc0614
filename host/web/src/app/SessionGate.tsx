import { Fragment, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Modal, Spin } from 'antd';
import { api, onSignedOut, tellSignedInAgain } from '../api/client';
import { stayLive } from '../api/stayLive';
import { asProblem, type Problem } from '../api/problem';
import { ProblemNotice } from '../controls/ProblemNotice';
import { useTexts } from '../texts/TextsContext';
import { SessionContext, type Me, type Session } from './session';
import { SignIn, SignInForm } from './SignIn';
import { ChangePassword } from './ChangePassword';

/**
 * Nothing of the product is shown before somebody is signed in. Who is signed out while working signs in again over the page, so that
 * nothing typed is lost.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  const [me, setMe] = useState<Me | null>();
  const [problem, setProblem] = useState<Problem>();
  const [expired, setExpired] = useState(false);
  const load = useCallback(() => {
    setProblem(undefined);
    api.get<Me>('/api/me').then(
      (known) => {
        setMe(known);
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
  }, []);
  useEffect(load, [load]);
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

  if (session) {
    return (
      <SessionContext value={session}>
        {session.me.mustChangePassword ? <ChangePassword onDone={load} forced />
          : <Fragment key={session.me.user}>{children}</Fragment>}
        <Modal open={expired} title={t('signIn.expired')} footer={null} closable={false} keyboard={false} destroyOnHidden>
          <p className="quiet">{t('signIn.expired.hint')}</p>
          <SignInForm user={session.me.user} onDone={load} />
        </Modal>
      </SessionContext>
    );
  }
  if (problem) {
    return <main className="lonely"><ProblemNotice problem={problem} onRetry={load} /></main>;
  }
  return me === null ? <SignIn onDone={load} /> : <main className="lonely"><Spin size="large" aria-label={t('state.loading')} /></main>;
}
