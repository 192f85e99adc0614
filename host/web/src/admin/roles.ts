import type { Role } from '../app/session';

export const roles: Role[] = ['administrator', 'designer', 'rule-editor', 'supervisor', 'staff', 'auditor'];
