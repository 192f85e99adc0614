import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Finding } from '../../api/problem';
import { containerAt } from '../graph/container';
import type { Activity, Definition } from '../graph/definition';
import type { Catalogue } from '../graph/descriptors';
import type { EditorState, EditorStore } from './store';

export interface EditorScope {
  store: EditorStore;
  catalogue: Catalogue;
  findings: Finding[];
  readOnly: boolean;
}

export const EditorContext = createContext<EditorScope | null>(null);

export function useEditorScope(): EditorScope {
  const scope = useContext(EditorContext);
  if (!scope) {
    throw new Error('useEditor outside of an editor');
  }
  return scope;
}

export interface OpenEditor extends EditorScope, EditorState {
  definition: Definition;
  container: Activity;
  /** The activity that is chosen alone. */
  chosen: Activity | undefined;
}

export function useEditor(): OpenEditor {
  const scope = useEditorScope();
  const state = useSyncExternalStore(scope.store.subscribe, scope.store.get);
  const definition = state.history.present;
  const container = containerAt(definition, state.path) ?? definition.root;
  const chosen = state.selection.length === 1 ? container.activities?.find((a) => a.id === state.selection[0]) : undefined;
  return { ...scope, ...state, definition, container, chosen };
}
