import { useEffect, useRef, useSyncExternalStore } from 'react';
import { concerns, hear, isLive, watchLive, type Interest } from './live';

const together = 300;
const anyway = 120;

const seen = () => document.visibilityState === 'visible';

/**
 * Keeps a page fresh while it is looked at: told of changes where there is a live connection, else by asking every so often. What was
 * missed while the connection or the page was away is asked for when it is back.
 */
export function useLive(reload: () => void, interests: Interest[], everySeconds: number): void {
  const live = useSyncExternalStore(watchLive, isLive);
  const latest = useRef({ reload, interests });
  latest.current = { reload, interests };
  useEffect(() => {
    let stale = false;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      soon = undefined;
      stale = !seen();
      if (!stale) {
        latest.current.reload();
      }
    };
    const changed = () => (soon ??= setTimeout(ask, together));
    const quiet = hear((change) => concerns(change, latest.current.interests) && changed());
    const timer = setInterval(ask, (live ? anyway : everySeconds) * 1000);
    const looked = () => seen() && (stale || !live) && ask();
    document.addEventListener('visibilitychange', looked);
    return () => {
      quiet();
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', looked);
    };
  }, [live, everySeconds]);
  const before = useRef(live);
  useEffect(() => {
    if (live && !before.current) {
      latest.current.reload();
    }
    before.current = live;
  }, [live]);
}
