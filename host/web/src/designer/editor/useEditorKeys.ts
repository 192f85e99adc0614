import { useMemo } from 'react';
import { useKeys } from '../../controls/useKeys';
import { useEditorScope } from './EditorContext';
import { useCommands } from './commands';

/** The keys that editors share: undo, redo, copy, cut, paste, choose all; wherever the focus is, unless somebody types. */
export function useEditorKeys(): void {
  const { store } = useEditorScope();
  const commands = useCommands();
  const keys = useMemo<Record<string, () => void>>(() => ({
    z: () => store.undo(),
    'shift+z': () => store.redo(),
    y: () => store.redo(),
    c: () => commands.copy(),
    x: () => commands.cut(),
    v: () => commands.paste(),
    a: () => commands.selectAll(),
  }), [store, commands]);
  useKeys((event) => {
    const key = event.key.toLowerCase();
    // Text that is marked on the page is what is to be copied.
    const isText = (key === 'c' || key === 'x') && !(getSelection()?.isCollapsed ?? true);
    const run = (event.ctrlKey || event.metaKey) && !event.altKey && !isText ? keys[(event.shiftKey ? 'shift+' : '') + key] : undefined;
    run?.();
    return run !== undefined;
  });
}
