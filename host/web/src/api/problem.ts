import type { LocalText } from '../texts/TextsContext';

export interface Finding {
  code: string;
  severity: 'error' | 'warning' | 'info' | 'hint';
  place?: { file?: string; line?: number; column?: number; length?: number; activity?: string; path?: string };
  message: LocalText;
  nextStep?: LocalText;
}

/** Why a request was not done, as the server told it; or that the server was not reached (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: LocalText,
    readonly detail: LocalText,
    readonly nextStep: LocalText,
    readonly errors: Finding[],
    readonly body: Record<string, unknown> = {},
  ) {
    super(`${status} ${code}`);
  }

  /** Somebody has changed it since it was read. */
  get isOvertaken(): boolean {
    return this.status === 412;
  }

  /** The run that holds what was asked for, where a process refused it in words of its own. */
  get holder(): string | undefined {
    const { message, run } = this.body;
    return typeof message === 'object' && typeof run === 'string' ? run : undefined;
  }

  get isConflict(): boolean {
    return this.status === 409 || this.status === 412;
  }
}

export const unreachable = () => new Problem(0, 'unreachable', '', '', '', []);

export function problemOf(status: number, body: unknown): Problem {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (value: unknown) => (value ?? '') as LocalText;
  const errors = Array.isArray(told.errors) ? (told.errors as Finding[]) : [];
  // A process that refuses answers with a message.
  const title = text(told.title ?? told.message);
  return new Problem(status, String(told.code ?? ''), title, text(told.detail), text(told.nextStep), errors, told);
}

/** That a form holds what it must not, which it says beside the fields itself. */
export const isFormFault = (fault: unknown): boolean => typeof fault === 'object' && fault !== null && 'errorFields' in fault;

export function asProblem(fault: unknown): Problem {
  if (fault instanceof Problem) {
    return fault;
  }
  return fault instanceof TypeError ? unreachable() : new Problem(-1, 'page', '', String(fault), '', []);
}
