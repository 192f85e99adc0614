import { expect, it } from 'vitest';
import { inWords } from './marks';

it.each([
  ['Alone can never be reached.', 'Alone', 'Wait two hours', 'Wait two hours can never be reached.'],
  ['Alone 永远不会被执行到。', 'Alone', '等待两小时', '等待两小时 永远不会被执行到。'],
  ['The outcome Done of Done-2 and of Done.', 'Done-2', 'The end', 'The outcome Done of The end and of Done.'],
  ['A2 leads to A.', 'A', 'Approve', 'A2 leads to Approve.'],
  ['There is no variable amont.', 'Big', 'More than 500?', 'There is no variable amont.'],
  ['Big is never reached.', 'Big', '', 'Big is never reached.'],
])('%s of %s, called %s', (message, id, title, said) => expect(inWords(message, id, title)).toBe(said));
