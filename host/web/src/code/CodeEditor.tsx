import { useEffect, useRef } from 'react';
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder as placeholderOf,
} from '@codemirror/view';
import { useLook } from '../app/Look';
import { feelLanguage, liquidLanguage, rulesLanguage, scriptLanguage } from './languages';
import { highlighting, themeOf } from './theme';

export type CodeLanguage = 'feel' | 'rules' | 'json' | 'script' | 'liquid';

interface Props {
  id?: string;
  label: string;
  language: CodeLanguage;
  value: string;
  onChange?: (value: string) => void;
  readOnly?: boolean;
  /** A field of a form instead of a page of text. */
  small?: boolean;
  completions?: Completion[];
  placeholder?: string;
  extensions?: Extension;
  onReady?: (view: EditorView) => void;
}

const languages: Record<CodeLanguage, Extension> = {
  feel: feelLanguage, rules: rulesLanguage, json: json(), script: scriptLanguage, liquid: liquidLanguage,
};

const full: Extension = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  lintGutter(),
];

function offering(options: Completion[]): CompletionSource {
  return (context) => {
    const word = context.matchBefore(/[\p{L}\p{N}_.]*/u);
    return word && (word.from < word.to || context.explicit)
      ? { from: word.from, options, validFor: /^[\p{L}\p{N}_.]*$/u }
      : null;
  };
}

/** A text editor for rules, expressions and JSON. Its text is the page's: what is set from outside replaces what stands there. */
export function CodeEditor(props: Props) {
  const { id, label, language, value, readOnly = false, small = false, placeholder, extensions, onReady } = props;
  const { dark } = useLook();
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  const parts = useRef({ look: new Compartment(), outside: new Compartment(), locked: new Compartment() });

  useEffect(() => {
    const { look, outside, locked } = parts.current;
    const source: CompletionSource = (context) => offering(latest.current.completions ?? [])(context);
    const state = EditorState.create({
      doc: latest.current.value,
      extensions: [
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        languages[language],
        syntaxHighlighting(highlighting),
        small ? [] : full,
        // Tab moves on: keyboard users must be able to leave.
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
        ]),
        latest.current.completions ? autocompletion({ override: [source], icons: false }) : [],
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', ...(id ? { id } : {}) }),
        placeholder ? placeholderOf(placeholder) : [],
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            latest.current.onChange?.(update.state.doc.toString());
          }
        }),
        look.of(themeOf(false)),
        outside.of(extensions ?? []),
        locked.of(EditorState.readOnly.of(readOnly)),
      ],
    });
    const made = new EditorView({ state, parent: box.current! });
    view.current = made;
    onReady?.(made);
    return () => made.destroy();
  }, [language, id, label, small]);

  useEffect(() => {
    const open = view.current;
    if (open && open.state.doc.toString() !== value) {
      open.dispatch({ changes: { from: 0, to: open.state.doc.length, insert: value } });
    }
  }, [value]);
  useEffect(() => {
    const { look, outside, locked } = parts.current;
    view.current?.dispatch({
      effects: [
        look.reconfigure(themeOf(dark)),
        outside.reconfigure(extensions ?? []),
        locked.reconfigure(EditorState.readOnly.of(readOnly)),
      ],
    });
  }, [dark, extensions, readOnly, language, small]);

  return <div ref={box} className={small ? 'code code-small' : 'code'} />;
}
