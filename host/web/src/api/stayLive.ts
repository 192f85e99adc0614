import { setLive } from './live';

/** Keeps a live connection until the answer is called. What it needs is fetched when the pages are there. */
export function stayLive(): () => void {
  let over = false;
  let end: (() => void) | undefined;
  import('./liveConnection').then(({ connectLive }) => {
    end = over ? undefined : connectLive();
  }, () => setLive(false));
  return () => {
    over = true;
    end?.();
  };
}
