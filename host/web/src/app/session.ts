import { createContext, useContext } from 'react';

export type Role = 'administrator' | 'designer' | 'rule-editor' | 'supervisor' | 'staff' | 'auditor';

export type Permission =
  | 'manageAccounts' | 'manageKeys' | 'manageSecrets' | 'manageSettings'
  | 'readAudit' | 'readFacts' | 'writeFacts' | 'editDefinitions' | 'publishDefinitions' | 'readRuns'
  | 'startRuns' | 'cancelRuns' | 'repairRuns' | 'sendEvents' | 'callTriggers'
  | 'workOnTasks' | 'superviseTasks' | 'editRules' | 'publishRules' | 'readPay' | 'readOwnPay'
  | 'readCustomers' | 'readOutbox' | 'resendEffects';

/** Who is signed in, as the server knows them. */
export interface Me {
  user: string;
  displayName?: string | null;
  roles: Role[];
  permissions: string[];
  staffId?: string | null;
  mustChangePassword?: boolean;
}

export interface Session {
  me: Me;
  /** Whether it makes sense to offer something; the server decides again. */
  may(permission: Permission): boolean;
  signOut(): void;
  reload(): void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) {
    throw new Error('useSession outside of SessionGate');
  }
  return session;
}

export const nameOf = (me: Me) => me.displayName || me.user;
