import { useMemo } from 'react';
import { useEditorScope } from './EditorContext';
import { useCommands } from './commands';

const typing = (target: EventTarget) =>
  target instanceof HTMLElement && Boolean(target.closest('input, textarea, .cm-editor, [contenteditable]'));

/** The keys that editors share: undo, redo, copy, cut, paste, choose all. */
export function useEditorKeys() {
  const { store } = useEditorScope();
  const commands = useCommands();
  return useMemo(() => {
    const keys: Record<string, () => void> = {
      z: () => store.undo(),
      'shift+z': () => store.redo(),
      y: () => store.redo(),
      c: () => commands.copy(),
      x: () => commands.cut(),
      v: () => commands.paste(),
      a: () => commands.selectAll(),
    };
    return (event: React.KeyboardEvent) => {
      const run = (event.ctrlKey || event.metaKey) && keys[(event.shiftKey ? 'shift+' : '') + event.key.toLowerCase()];
      if (run && !typing(event.target)) {
        event.preventDefault();
        run();
      }
    };
  }, [store, commands]);
}
