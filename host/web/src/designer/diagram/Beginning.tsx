import { useCallback, useEffect } from 'react';
import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import type { ActivityData } from './flow';
import { firstViewOf } from './firstView';

const stands = ['faulted', 'waiting', 'active'];

/** Looks at the beginning of what is drawn, in a run at where it stands, as soon as it is drawn. */
export function useLookAtBeginning(): () => void {
  const { setViewport } = useReactFlow();
  const store = useStoreApi();
  return useCallback(() => {
    // What was changed just now is drawn in the next frame and known in the one after it.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const { nodes, width, height } = store.getState();
      const standsAt = nodes.find((n) => stands.includes((n.data as ActivityData).mark?.state ?? ''));
      void setViewport(firstViewOf(nodes, { width, height }, standsAt));
    }));
  }, [setViewport, store]);
}

/** Looks at the beginning when a drawing is first shown, and again when another one takes its place. */
export function Beginning({ of }: { of: string }) {
  const look = useLookAtBeginning();
  const ready = useStore((s) => s.width > 0 && s.nodes.length > 0);
  useEffect(() => {
    if (ready) {
      look();
    }
  }, [ready, of, look]);
  return null;
}
