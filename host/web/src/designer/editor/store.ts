import { keepHere, readKeptHere } from '../../code/keptHere';
import { lastingPath, type Path } from '../graph/container';
import type { Definition } from '../graph/definition';
import { canonical } from '../graph/diff';
import type { Opened, VersionState } from '../server';
import { begin, change, redo, undo, type History } from '../graph/history';

export interface EditorState {
  history: History<Definition>;
  selection: readonly string[];
  path: Path;
  etag: string | null;
  /** What the server holds, to know whether there is something to save. */
  saved: Definition;
  /** What the newest version on the server is. */
  state: VersionState;
  /** Typed on this device, not saved, and now shown again. */
  restored: boolean;
}

interface KeptDraft {
  definition: Definition;
  etag: string | null;
}

const keyOf = (id: string) => `definition.${id}`;

/** The state of one open editor: the draft with its history, what is chosen, where one looks. Knows nothing of how it is shown. */
export class EditorStore {
  private state: EditorState;
  private readonly listeners = new Set<() => void>();

  constructor(readonly id: string, { definition, etag, state }: Opened) {
    const kept = readKeptHere<KeptDraft>(keyOf(id));
    const restored = kept !== undefined && canonical(kept.definition) !== canonical(definition);
    this.state = {
      history: begin(restored ? kept.definition : definition),
      selection: [],
      path: [],
      // The etag under which the unsaved work began: if the draft has moved on since, saving says so.
      etag: restored ? kept.etag : etag,
      saved: definition,
      state,
      restored,
    };
  }

  get = (): EditorState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get definition(): Definition {
    return this.state.history.present;
  }

  get isDirty(): boolean {
    return this.state.history.present !== this.state.saved;
  }

  edit(changed: (definition: Definition) => Definition, key: string | null = null): void {
    this.show(change(this.state.history, changed(this.definition), key));
  }

  undo(): void {
    this.show(undo(this.state.history));
  }

  redo(): void {
    this.show(redo(this.state.history));
  }

  select(selection: readonly string[]): void {
    const same = selection.length === this.state.selection.length && selection.every((id, i) => id === this.state.selection[i]);
    if (!same) {
      this.set({ selection });
    }
  }

  goTo(path: Path, selection: readonly string[] = []): void {
    this.set({ path, selection });
  }

  /** The draft is on the server now. */
  saveDone(saved: Definition, etag: string | null): void {
    const done = this.definition === saved;
    this.set({ saved, etag, restored: false, state: 'draft' });
    keepHere(keyOf(this.id), done ? undefined : { definition: this.definition, etag });
  }

  /** Begins again with what the server holds; the step can be undone. */
  replace({ definition, etag, state }: Opened): void {
    this.set({ history: change(this.state.history, definition), saved: definition, etag, state, restored: false, selection: [] });
    keepHere(keyOf(this.id), undefined);
  }

  /** What one's own draft is saved over from now on. */
  rebase(etag: string | null): void {
    this.set({ etag });
  }

  private show(history: History<Definition>): void {
    if (history === this.state.history) {
      return;
    }
    this.set({ history, path: lastingPath(history.present, this.state.path) });
    keepHere(keyOf(this.id), this.isDirty ? { definition: history.present, etag: this.state.etag } : undefined);
  }

  private set(part: Partial<EditorState>): void {
    this.state = { ...this.state, ...part };
    this.listeners.forEach((listener) => listener());
  }
}
