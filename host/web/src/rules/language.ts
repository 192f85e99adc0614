import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { linter, type Diagnostic } from '@codemirror/lint';
import type { Extension, Text } from '@codemirror/state';
import { hoverTooltip, keymap, type EditorView } from '@codemirror/view';
import type { Finding } from '../api/problem';
import type { LocalText } from '../texts/TextsContext';
import { rules, type Hover } from './server';

type Local = (text: LocalText) => string;

/** An offset of the text for a line and column from 1, kept within the text. */
export function offsetOf(doc: Text, line: number, column: number): number {
  if (line < 1) {
    return 0;
  }
  const found = doc.line(Math.min(line, doc.lines));
  return Math.min(found.from + Math.max(column - 1, 0), found.to);
}

const placeOf = (doc: Text, offset: number) => {
  const line = doc.lineAt(offset);
  return { line: line.number, column: offset - line.from + 1 };
};

export function toDiagnostic(doc: Text, finding: Finding, local: Local): Diagnostic {
  const { line = 1, column = 1, length = 0 } = finding.place ?? {};
  const from = offsetOf(doc, line, column);
  const next = local(finding.nextStep);
  return {
    from,
    to: Math.min(from + Math.max(length, 1), doc.length),
    severity: finding.severity === 'error' ? 'error' : finding.severity === 'warning' ? 'warning' : 'info',
    source: finding.code,
    message: next ? `${local(finding.message)} ${next}` : local(finding.message),
  };
}

const kinds: Record<string, string> = {
  keyword: 'keyword', factType: 'class', field: 'property', parameter: 'constant', variable: 'variable', table: 'namespace', rule: 'method',
  function: 'function', type: 'type', value: 'enum',
};

async function complete(name: string, context: CompletionContext, local: Local): Promise<CompletionResult | null> {
  const { doc } = context.state;
  const word = context.matchBefore(/[\p{L}\p{N}_]+/u);
  if (!word && !context.explicit && !context.matchBefore(/[.\s(]/)) {
    return null;
  }
  const { line, column } = placeOf(doc, context.pos);
  const items = await rules.complete(name, doc.toString(), line, column).catch(() => []);
  const first = items[0];
  const from = first ? offsetOf(doc, first.replaces.line, first.replaces.column) : context.pos;
  return items.length === 0 ? null : {
    from,
    options: items.map((i) => ({ label: i.text, type: kinds[i.kind] ?? 'text', detail: local(i.detail) })),
    validFor: /^[\p{L}\p{N}_]*$/u,
  };
}

function tooltip(hover: Hover, local: Local): HTMLElement {
  const box = document.createElement('div');
  box.className = 'code-hover';
  const name = document.createElement('strong');
  name.textContent = hover.name;
  const text = document.createElement('div');
  text.textContent = local(hover.text);
  box.append(name, text);
  return box;
}

/** What the server knows of a rule file while it is written: findings, completion, explanations, layout. */
export function ruleLanguage(name: string, local: Local, onFindings: (findings: Finding[]) => void): Extension {
  const format = (view: EditorView) => {
    // A text that cannot be written anew stays as it is; what is wrong with it stands beside it.
    formatIn(view, name).catch(() => undefined);
    return true;
  };
  return [
    linter(async (view) => {
      const { doc } = view.state;
      const findings = await rules.diagnostics(name, doc.toString()).catch(() => null);
      if (findings) {
        onFindings(findings);
      }
      return (findings ?? []).map((f) => toDiagnostic(doc, f, local));
    }, { delay: 400 }),
    autocompletion({ override: [(context) => complete(name, context, local)], icons: false }),
    hoverTooltip(async (view, offset) => {
      const { line, column } = placeOf(view.state.doc, offset);
      const hover = await rules.hover(name, view.state.doc.toString(), line, column).catch(() => null);
      return hover?.name ? { pos: offset, create: () => ({ dom: tooltip(hover, local) }) } : null;
    }),
    keymap.of([{ key: 'Shift-Alt-f', run: format }]),
  ];
}

export async function formatIn(view: EditorView, name: string): Promise<void> {
  const before = view.state.doc.toString();
  const after = await rules.format(name, before);
  if (after !== before && view.state.doc.toString() === before) {
    const { head } = view.state.selection.main;
    view.dispatch({ changes: { from: 0, to: before.length, insert: after }, selection: { anchor: Math.min(head, after.length) } });
  }
}
