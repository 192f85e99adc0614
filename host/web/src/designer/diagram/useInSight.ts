import { useEffect } from 'react';
import { useReactFlow, useStoreApi } from '@xyflow/react';

/**
 * Brings a drawn activity into sight, again with each new occasion; what is in sight already stays where it is. It waits, as
 * {@link useLookAtBeginning} does, until what was changed just now is drawn.
 */
export function useInSight(id: string | undefined, occasion: unknown): void {
  const { getViewport, setCenter } = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    let frame = 0;
    const look = () => {
      const { nodes, width, height } = store.getState();
      const node = nodes.find((n) => n.id === id);
      if (!node || width === 0) {
        return;
      }
      const { x, y, zoom } = getViewport();
      const [wide, high] = [node.width ?? 0, node.height ?? 0];
      const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
      if (left < 0 || top < 0 || left + wide * zoom > width || top + high * zoom > height) {
        void setCenter(node.position.x + wide / 2, node.position.y + high / 2, { zoom, duration: 200 });
      }
    };
    if (id !== undefined) {
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(look)));
    }
    return () => cancelAnimationFrame(frame);
  }, [id, occasion, getViewport, setCenter, store]);
}

/** The same for a drawing whose provider is around it. */
export function InSight({ of, on }: { of: string | undefined; on: unknown }) {
  useInSight(of, on);
  return null;
}
