import { useMemo } from 'react';
import { Select } from 'antd';
import type { Completion } from '@codemirror/autocomplete';
import { CodeEditor, type CodeLanguage } from '../../code/CodeEditor';
import { functionsOf } from '../../code/functions';
import { useEditor } from '../editor/EditorContext';
import { walk } from '../graph/definition';
import { variableText } from './syntax';

interface Props {
  id: string;
  label: string;
  syntax: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

const languageOf: Record<string, CodeLanguage> = { JavaScript: 'script', Liquid: 'liquid' };

/** An expression with the names it may use offered while typing; a variable is chosen from a list. */
export function ExpressionInput({ id, label, syntax, value, onChange }: Props) {
  const { definition } = useEditor();
  const names = useMemo(() => {
    const scoped = [...walk(definition.root)].flatMap((w) => w.activity.variables ?? []);
    return [...(definition.variables ?? []), ...scoped];
  }, [definition.variables, definition.root]);
  const options = useMemo<Completion[]>(
    () => [
      ...names.map((v) => ({ label: variableText(syntax, v.name), detail: v.typeName, type: 'variable' })),
      ...(definition.inputs ?? []).map((i) => ({
        label:
          syntax === 'JavaScript'
            ? `getInput(${JSON.stringify(i.name)})`
            : syntax === 'Liquid'
              ? `{{ Input.${i.name} }}`
              : i.name,
        detail: i.type,
        type: 'property',
      })),
      ...(functionsOf[syntax] ?? []),
    ],
    [names, definition.inputs, syntax],
  );
  if (syntax === 'Variable') {
    return (
      <Select
        id={id}
        className="fill"
        value={(value as { id?: string } | null)?.id}
        allowClear
        options={names.map((v) => ({ value: v.id, label: v.name }))}
        onChange={(next) => onChange(names.find((v) => v.id === next))}
      />
    );
  }
  const text = typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  return (
    <CodeEditor
      id={id}
      label={label}
      language={languageOf[syntax] ?? 'feel'}
      value={text}
      onChange={onChange}
      completions={options}
      small
    />
  );
}
