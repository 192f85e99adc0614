import { useEffect, useRef, type RefObject } from 'react';

interface InboxFocus {
  list: RefObject<HTMLDivElement | null>;
  detail: RefObject<HTMLDivElement | null>;
}

/** Who opens a task goes on in it, and who leaves it in the list: without a way through everything that lies between. */
export function useInboxFocus(chosen: string): InboxFocus {
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLDivElement>(null);
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current !== chosen) {
      before.current = chosen;
      (chosen ? detail : list).current?.focus({ preventScroll: true });
    }
  }, [chosen]);
  return { list, detail };
}

/** Keeps who takes a task, or gives it back, in it: the button that did so is gone, and the focus with it. */
export function useHolderFocus(holder: string | null | undefined): RefObject<HTMLElement | null> {
  const panel = useRef<HTMLElement>(null);
  const before = useRef(holder);
  useEffect(() => {
    if (before.current !== holder && document.activeElement === document.body) {
      panel.current?.focus({ preventScroll: true });
    }
    before.current = holder;
  }, [holder]);
  return panel;
}
