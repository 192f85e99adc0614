import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours come from the page, so that light and dark follow it. */
export const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword], color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--ink-quiet)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.standard(tags.name)], color: 'var(--code-function)' },
  { tag: [tags.typeName, tags.className], color: 'var(--code-type)' },
  { tag: [tags.operator, tags.punctuation], color: 'var(--ink-quiet)' },
  { tag: tags.propertyName, color: 'var(--code-type)' },
]);

export const themeOf = (dark: boolean) =>
  EditorView.theme(
    {
      '&': { backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: '13px' },
      '&.cm-focused': { outline: '2px solid var(--brand)', outlineOffset: '-1px' },
      '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
      '.cm-gutters': {
        backgroundColor: 'var(--canvas)',
        color: 'var(--ink-quiet)',
        border: 'none',
        borderInlineEnd: '1px solid var(--line)',
      },
      '.cm-activeLine': { backgroundColor: 'var(--soft)' },
      '.cm-activeLineGutter': { backgroundColor: 'var(--soft)' },
      '.cm-cursor': { borderLeftColor: 'var(--ink)' },
      '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--code-selection) !important' },
      '.cm-tooltip': {
        backgroundColor: 'var(--surface)',
        color: 'var(--ink)',
        border: '1px solid var(--line)',
        borderRadius: '8px',
        overflow: 'hidden',
      },
      '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--brand-soft)', color: 'var(--ink)' },
      '.cm-completionDetail': { color: 'var(--ink-quiet)' },
      '.cm-panels': { backgroundColor: 'var(--canvas)', color: 'var(--ink)' },
      '.cm-placeholder': { color: 'var(--ink-quiet)' },
    },
    { dark },
  );
