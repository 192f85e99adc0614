import { describe, expect, it } from 'vitest';
import { problemOf } from './problem';

describe('what a refusal says', () => {
  it('is the words of the process that refused, with the run that holds what was asked for', () => {
    const message = { en: 'The set-up of these departments is under way already.', zh: '这些部门的组建已在进行。' };
    const problem = problemOf(409, { code: 'setup-under-way', run: 'r1', message });
    expect([problem.title, problem.holder, problem.isConflict]).toEqual([message, 'r1', true]);
  });

  it('is the title of the product\'s own refusals', () => {
    const problem = problemOf(412, { code: 'H116', title: 'Changed meanwhile', detail: 'Somebody has changed it.', run: 'r1' });
    expect([problem.title, problem.holder, problem.isOvertaken]).toEqual(['Changed meanwhile', undefined, true]);
  });
});
