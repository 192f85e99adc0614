import { useEffect, useRef } from 'react';

/** Where keys belong to what is typed, or to a dialog that lies over the page. */
const isElsewhere = (target: EventTarget | null) => target instanceof HTMLElement
  && Boolean(target.closest('input, textarea, select, .cm-editor, [contenteditable], [role="dialog"], [role="combobox"], [role="menu"]'));

/** Hears keys wherever the focus is on the page; true says that the key was meant for the page and for nothing else. */
export function useKeys(pressed: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(pressed);
  latest.current = pressed;
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !isElsewhere(event.target) && latest.current(event)) {
        event.preventDefault();
      }
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, []);
}
