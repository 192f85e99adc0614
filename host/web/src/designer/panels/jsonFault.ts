import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

/** The first place at which an open JSON text is none; undefined where there is none, or the text is too long to tell soon. */
export function faultIn(state: EditorState): { from: number; to: number } | undefined {
  let found: { from: number; to: number } | undefined;
  const tree = state.doc.length > 0 ? ensureSyntaxTree(state, state.doc.length, 200) : null;
  tree?.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError && !found) {
        found = { from: Math.min(from, state.doc.length - 1), to: Math.max(to, Math.min(from + 1, state.doc.length)) };
      }
      return !found;
    },
  });
  return found;
}
