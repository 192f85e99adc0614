import { useKeys } from '../controls/useKeys';
import type { Task } from './tasks';

/** J and K go through the list, Escape leaves the task. */
export function useInboxKeys(tasks: Task[], chosen: string, open: (id: string) => void, close: () => void): void {
  useKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return false;
    }
    const at = tasks.findIndex((task) => task.id === chosen);
    switch (event.key.toLowerCase()) {
      case 'j':
      case 'k': {
        const next = tasks[event.key.toLowerCase() === 'j' ? at + 1 : Math.max(at - 1, 0)];
        if (next && next.id !== chosen) {
          open(next.id);
        }
        return true;
      }
      case 'escape':
        if (chosen) {
          close();
        }
        return Boolean(chosen);
      default:
        return false;
    }
  });
}
