import { useMemo } from 'react';
import { keep, readKept } from '../../controls/useKept';
import { copy, paste, type Clip } from '../graph/clipboard';
import type { Point } from '../graph/definition';
import { addActivity, fillPort, moveActivities, removeActivities } from '../graph/edits';
import { autoLayout } from '../graph/layout';
import { embeddedPorts } from '../graph/ports';
import { pathTo, containerAt } from '../graph/container';
import { sizeIn } from '../diagram/flow';
import { useEditorScope, type EditorScope } from './EditorContext';

const clipKey = 'clipboard';

/** Copying, cutting, pasting: over definitions, and over windows where the browser lets us. */
function clipboardOf({ store, readOnly }: EditorScope) {
  const chosen = () => new Set(store.get().selection);
  const toClipboard = () => {
    const clip = copy(store.definition, store.get().path, chosen());
    if (clip) {
      keep(clipKey, clip);
      navigator.clipboard?.writeText(JSON.stringify(clip)).catch(() => undefined);
    }
    return clip;
  };
  const pasteClip = (clip: Clip | null | undefined) => {
    if (clip && !readOnly) {
      const pasted = paste(store.definition, store.get().path, clip);
      store.edit(() => pasted.definition);
      store.select(pasted.ids);
    }
  };
  const remove = () => {
    const ids = chosen();
    if (!readOnly && ids.size > 0) {
      store.edit((d) => removeActivities(d, store.get().path, ids));
      store.select([]);
    }
  };
  return {
    remove,
    copy: toClipboard,
    cut: () => void (toClipboard() && remove()),
    paste: () => pasteClip(readKept<Clip>(clipKey)),
  };
}

/** Going into activities and finding them. */
function wayOf({ store, catalogue, readOnly }: EditorScope) {
  const goToPort = (id: string, port: string) => {
    const { path } = store.get();
    if (!readOnly) {
      store.edit((d) => fillPort(d, path, id, port));
    }
    store.goTo([...path, { activity: id, port }]);
  };
  return {
    goToPort,
    goInside(id: string) {
      const { path } = store.get();
      const activity = containerAt(store.definition, path)?.activities?.find((a) => a.id === id);
      const port = activity && embeddedPorts(activity, catalogue.find(activity.type))[0];
      if (activity?.activities) {
        store.goTo([...path, { activity: id }]);
      } else if (port) {
        goToPort(id, port.name);
      }
    },
    /** Shows an activity wherever it is. */
    reveal(id: string) {
      const path = pathTo(store.definition, id);
      if (path) {
        store.goTo(path, [id]);
      }
    },
  };
}

/** What can be done in the editor, by button, menu and key alike. */
export function commandsOf(scope: EditorScope) {
  const { store, catalogue, readOnly } = scope;
  const container = () => containerAt(store.definition, store.get().path);
  return {
    ...clipboardOf(scope),
    ...wayOf(scope),
    /** At a place, or behind what is chosen, else behind what was added last. */
    add(type: string, at?: Point) {
      if (readOnly) {
        return;
      }
      const { path, selection } = store.get();
      const last = selection.at(-1) ?? container()?.activities?.at(-1)?.id;
      const after = container()?.activities?.find((a) => a.id === last);
      const added = addActivity(store.definition, path, catalogue.find(type), at ?? { after, from: after && catalogue.find(after.type) });
      store.edit(() => added.definition);
      store.select([added.id]);
    },
    selectAll: () => store.select((container()?.activities ?? []).map((a) => a.id)),
    layout() {
      const { path } = store.get();
      const drawn = container();
      if (drawn) {
        store.edit((d) => moveActivities(d, path, autoLayout(drawn, sizeIn(drawn, catalogue))));
      }
    },
  };
}

export type Commands = ReturnType<typeof commandsOf>;

export function useCommands(): Commands {
  const scope = useEditorScope();
  return useMemo(() => commandsOf(scope), [scope]);
}
