import type { TextKey } from '../../texts/dictionary';
import type { Texts } from '../../texts/TextsContext';
import type { InputDescriptor } from '../graph/descriptors';

export const syntaxes = ['Literal', 'FEEL', 'Variable', 'JavaScript', 'Liquid', 'Object'] as const;

/** What a language is called; most are called the same everywhere. */
export function syntaxName(name: string, t: Texts['t']): string {
  const own: Record<string, TextKey> = { Literal: 'syntax.literal', Variable: 'syntax.variable', Object: 'syntax.object' };
  return own[name] ? t(own[name]) : name;
}

export type Syntax = (typeof syntaxes)[number];

export const isNumberType = (typeName: string) => /^(Int|Long|Decimal|Double|Single|Number)/.test(typeName);

/** What was typed for a property that is plain JSON, read where it is JSON; a text stays one while it is being typed. */
export function readLiteral(input: InputDescriptor, text: string): unknown {
  if (text === '') {
    return undefined;
  }
  if (input.isWrapped || !/^\s*[[{]/.test(text)) {
    return text;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const alike = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** How each language names a variable. */
export function variableText(syntax: string, name: string): string {
  switch (syntax) {
    case 'JavaScript':
      return alike.test(name) ? `get${name.charAt(0).toUpperCase()}${name.slice(1)}()` : `getVariable(${JSON.stringify(name)})`;
    case 'Liquid':
      return `{{ Variables.${name} }}`;
    default:
      return name;
  }
}
