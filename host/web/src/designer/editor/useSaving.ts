import { useCallback, useMemo, useState } from 'react';
import { asProblem } from '../../api/problem';
import { useAction } from '../../api/useAction';
import { isSameSource } from '../graph/diff';
import { definitions, type Opened } from '../server';
import { useEditorScope } from './EditorContext';

/** Draft → server, draft → published; a draft that somebody else has saved meanwhile is shown before anything is overwritten. */
export function useSaving() {
  const { store } = useEditorScope();
  const action = useAction();
  const [conflict, setConflict] = useState<Opened>();
  const put = useCallback(async (etag: string | null) => {
    const { definition } = store;
    try {
      store.saveDone(definition, await definitions.save(store.id, definition, etag));
    } catch (fault) {
      const problem = asProblem(fault);
      if (!problem.isConflict) {
        throw fault;
      }
      const theirs = await definitions.open(store.id);
      if (!isSameSource(theirs.definition, definition)) {
        setConflict(theirs);
        return false;
      }
      // One's own save, whose answer got lost on its way.
      store.saveDone(definition, theirs.etag);
    }
    return true;
  }, [store]);
  return useMemo(() => ({
    busy: action.busy,
    problem: action.problem,
    clear: action.clear,
    conflict,
    resolve: () => setConflict(undefined),
    save: () => action.run(async () => void (store.isDirty && await put(store.get().etag))),
    /** Over what somebody else saved, which the person has seen. */
    saveOver: () => action.run(async () => {
      const theirs = conflict?.etag ?? null;
      setConflict(undefined);
      store.rebase(theirs);
      await put(theirs);
    }),
    async publish() {
      let done = false;
      const fine = await action.run(async () => {
        if (store.isDirty && !(await put(store.get().etag))) {
          return;
        }
        try {
          await definitions.publish(store.id, store.get().etag);
          done = true;
        } catch (fault) {
          if (!asProblem(fault).isOvertaken) {
            throw fault;
          }
          setConflict(await definitions.open(store.id));
          return;
        }
        store.replace(await definitions.open(store.id));
      });
      return fine && done;
    },
  }), [action, conflict, put, store]);
}
