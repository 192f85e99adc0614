import { useCallback, useEffect, useState } from 'react';

const prefix = 'workflows.kept.';
const longestKeptDays = 30;
let person = '';

/** Whose typing is kept and read from now on: what one person typed at a shared machine is not another's to read or to send. */
export function keepFor(user: string): void {
  person = user;
}

/** A key of the person who is signed in. */
export const ownKey = (key: string) => `${encodeURIComponent(person)}/${key}`;

interface Kept<T> {
  at: number;
  value: T;
}

export function readKept<T>(key: string): T | undefined {
  const text = localStorage.getItem(prefix + ownKey(key));
  if (!text) {
    return undefined;
  }
  try {
    return (JSON.parse(text) as Kept<T>).value;
  } catch {
    localStorage.removeItem(prefix + ownKey(key));
    return undefined;
  }
}

export function keep<T>(key: string, value: T | undefined): void {
  if (value === undefined) {
    localStorage.removeItem(prefix + ownKey(key));
    return;
  }
  const text = JSON.stringify({ at: Date.now(), value });
  // A full device: what was typed long ago goes first, never all of it.
  for (const days of [longestKeptDays, 7, 1]) {
    try {
      localStorage.setItem(prefix + ownKey(key), text);
      return;
    } catch {
      forgetOld(days);
    }
  }
}

/** Frees what was typed long ago and never sent. */
export function forgetOld(days = longestKeptDays): void {
  const before = Date.now() - days * 86_400_000;
  for (const key of Object.keys(localStorage).filter((k) => k.startsWith(prefix))) {
    const at = Number(/"at":(\d+)/.exec(localStorage.getItem(key) ?? '')?.[1] ?? 0);
    if (at < before) {
      localStorage.removeItem(key);
    }
  }
}

/** A value that survives a reload until it is given up: what a person typed and has not sent. */
export function useKept<T>(key: string): [T | undefined, (value: T | undefined) => void] {
  const [value, setValue] = useState<T | undefined>(() => readKept<T>(key));
  useEffect(() => setValue(readKept<T>(key)), [key]);
  const set = useCallback(
    (next: T | undefined) => {
      keep(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, set];
}
