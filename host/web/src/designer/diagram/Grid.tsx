import { useEffect, useRef } from 'react';
import { useStoreApi } from '@xyflow/react';

const gap = 20;

const within = (place: number, step: number) => ((place % step) + step) % step;

/**
 * The dots behind a drawing. They are drawn once for each zoom and then only shifted, by less than their distance, so that moving the
 * drawing paints nothing anew.
 */
export function Grid() {
  const dots = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    let shown: readonly number[] = [];
    const follow = () => {
      const { transform } = store.getState();
      if (transform === shown || !dots.current) {
        return;
      }
      const [x, y, zoom] = transform;
      const step = gap * zoom;
      if (zoom !== shown[2]) {
        dots.current.style.setProperty('--step', `${step}px`);
        dots.current.style.setProperty('--dot', `${zoom / 2}px`);
      }
      shown = transform;
      dots.current.style.transform = `translate(${within(x, step)}px, ${within(y, step)}px)`;
    };
    follow();
    return store.subscribe(follow);
  }, [store]);
  return <div ref={dots} className="grid-dots" aria-hidden />;
}
