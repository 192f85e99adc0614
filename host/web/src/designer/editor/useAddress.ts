import { useEffect } from 'react';
import { pathTo } from '../graph/container';
import { useEditor } from './EditorContext';

const name = 'at';

/**
 * The one activity that is chosen stands in the address, so that a reload or a link lands there. Nothing is drawn anew for it: who looks
 * through a large drawing would feel that.
 */
export function useAddress() {
  const { store, selection } = useEditor();
  useEffect(() => {
    const wanted = new URL(location.href).searchParams.get(name);
    const path = wanted && pathTo(store.definition, wanted);
    if (path) {
      store.goTo(path, [wanted]);
    }
  }, [store]);
  const chosen = selection.length === 1 ? selection[0] : undefined;
  useEffect(() => {
    const to = new URL(location.href);
    if (chosen) {
      to.searchParams.set(name, chosen);
      history.replaceState(history.state, '', to);
    }
    return () => {
      const left = new URL(location.href);
      if (left.pathname === to.pathname && left.searchParams.has(name)) {
        left.searchParams.delete(name);
        history.replaceState(history.state, '', left);
      }
    };
  }, [chosen]);
}
