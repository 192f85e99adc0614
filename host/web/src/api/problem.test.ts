import { expect, it } from 'vitest';
import { isFormFault, Problem } from './problem';

it('tells a form that is not filled in from what went wrong', () => {
  const faults = [{ values: {}, errorFields: [], outOfDate: false }, new Problem(409, 'H1', '', '', '', []), new TypeError('x'), null, 'x'];
  expect(faults.map(isFormFault)).toEqual([true, false, false, false, false]);
});
