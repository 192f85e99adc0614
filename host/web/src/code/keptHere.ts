import { keep, ownKey, readKept } from '../controls/useKept';

const nameOf = (key: string) => `workflows.tab.${ownKey(key)}`;

/** What was kept in this tab, else what any tab of this device kept last. */
export function readKeptHere<T>(key: string): T | undefined {
  const text = sessionStorage.getItem(nameOf(key));
  return text === null ? readKept<T>(key) : (JSON.parse(text) as T);
}

/**
 * Keeps unsaved work for this tab, so that a reload brings back its own where several tabs write on the same thing, and for the device,
 * where the last of them stays when tabs are closed. What another tab keeps is not given up with one's own.
 */
export function keepHere<T>(key: string, value: T | undefined): void {
  const before = sessionStorage.getItem(nameOf(key));
  if (value === undefined) {
    sessionStorage.removeItem(nameOf(key));
    if (before === null || JSON.stringify(readKept<T>(key)) === before) {
      keep(key, undefined);
    }
    return;
  }
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(value));
  } catch {
    // No room in the tab: the device has it.
    sessionStorage.removeItem(nameOf(key));
  }
  keep(key, value);
}
