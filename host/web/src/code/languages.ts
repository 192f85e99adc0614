import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';

const feelWords = new Set([
  'if',
  'then',
  'else',
  'for',
  'in',
  'return',
  'some',
  'every',
  'satisfies',
  'between',
  'and',
  'or',
  'not',
  'instance',
  'of',
  'function',
  'external',
]);

const ruleWords = new Set([
  ...feelWords,
  'rules',
  'use',
  'fact',
  'parameter',
  'rule',
  'table',
  'test',
  'when',
  'conclude',
  'given',
  'because',
  'let',
  'be',
  'sum',
  'count',
  'over',
  'expect',
  'zh',
  'tags',
  'key',
  'unit',
  'one',
  'concluded',
  'is',
  'an',
  'a',
  'where',
  'there',
  'no',
  'each',
  'otherwise',
  'unique',
  'first',
  'any',
  'collect',
  'priority',
  'import',
  'effect',
  'effects',
  'values',
  'all',
  'so',
  'that',
  'label',
  'calendar',
  'window',
  'repeat',
  'once',
]);

const types = new Set(['string', 'number', 'boolean', 'date', 'time', 'duration', 'text', 'list', 'context', 'any']);

function word(stream: StringStream, keywords: ReadonlySet<string>): string | null {
  const found = (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u) as RegExpMatchArray | null)?.[0];
  if (!found) {
    return null;
  }
  if (keywords.has(found)) {
    return 'keyword';
  }
  if (/^(true|false|null)$/.test(found)) {
    return 'bool';
  }
  if (types.has(found) || /^\p{Lu}/u.test(found)) {
    return 'typeName';
  }
  return stream.match(/^\s*\(/, false) ? 'variableName.function' : 'variableName';
}

const parser = (name: string, keywords: ReadonlySet<string>): StreamParser<unknown> => ({
  name,
  languageData: { commentTokens: { line: name === 'rules' ? '#' : '//' }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
  token(stream) {
    if (stream.eatSpace()) {
      return null;
    }
    if (stream.match('//') || (name === 'rules' && stream.match('#'))) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/^@?"(?:[^"\\]|\\.)*"?/)) {
      return 'string';
    }
    if (stream.match(/^\d+(\.\d+)?/)) {
      return 'number';
    }
    const found = word(stream, keywords);
    if (found) {
      return found;
    }
    return stream.match(/^(\|\||\||[-+*/<>=!]+|\.\.)/) ? 'operator' : (stream.next(), null);
  },
});

export const feelLanguage = StreamLanguage.define(parser('feel', feelWords));
export const rulesLanguage = StreamLanguage.define(parser('rules', ruleWords));
