import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';

const wordsOf = (text: string) => new Set(text.split(' '));

const feelWords = wordsOf('if then else for in return some every satisfies between and or not instance of function external');

const ruleWords = new Set([
  ...feelWords,
  ...wordsOf('rules use fact parameter rule table test when conclude given because let be sum count over expect zh tags key unit one'),
  ...wordsOf('concluded is an a where there no each otherwise unique first any collect priority import effect effects values all so that'),
  ...wordsOf('label calendar window repeat once whole'),
]);

const scriptWords = wordsOf('const let var function return if else for of in while do break continue switch case default new typeof '
  + 'try catch finally throw async await');

const liquidWords = wordsOf('if elsif else endif unless endunless case when endcase for in endfor assign capture endcapture and or '
  + 'contains limit offset reversed break continue comment endcomment raw endraw');

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

interface Kind {
  name: string;
  keywords: ReadonlySet<string>;
  comment: string;
  strings: RegExp;
}

const doubleQuoted = /^@?"(?:[^"\\]|\\.)*"?/;
const anyQuoted = /^("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`(?:[^`\\]|\\.)*`?)/;

function token(stream: StringStream, { keywords, comment, strings }: Kind): string | null {
  if (stream.eatSpace()) {
    return null;
  }
  if (stream.match('//') || stream.match(comment)) {
    stream.skipToEnd();
    return 'comment';
  }
  if (stream.match(strings)) {
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
}

const parser = (kind: Kind): StreamParser<unknown> => ({
  name: kind.name,
  languageData: { commentTokens: { line: kind.comment }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
  token: (stream) => token(stream, kind),
});

const liquid: Kind = { name: 'liquid', keywords: liquidWords, comment: '//', strings: anyQuoted };

/** Liquid is text, with places in double braces or behind a percent sign where something is asked or done. */
const liquidParser: StreamParser<{ inside: boolean }> = {
  name: 'liquid',
  languageData: { closeBrackets: { brackets: ['(', '[', '{', '"'] } },
  startState: () => ({ inside: false }),
  token(stream, state) {
    if (stream.match(/^(\{\{-?|\{%-?|-?\}\}|-?%\})/)) {
      state.inside = stream.current().includes('{');
      return 'operator';
    }
    if (state.inside) {
      return token(stream, liquid);
    }
    return stream.match(/^[^{]+/) ? null : (stream.next(), null);
  },
};

export const feelLanguage = StreamLanguage.define(parser({ name: 'feel', keywords: feelWords, comment: '//', strings: doubleQuoted }));
export const rulesLanguage = StreamLanguage.define(parser({ name: 'rules', keywords: ruleWords, comment: '#', strings: doubleQuoted }));
export const scriptLanguage = StreamLanguage.define(parser({ name: 'script', keywords: scriptWords, comment: '//', strings: anyQuoted }));
export const liquidLanguage = StreamLanguage.define(liquidParser);
