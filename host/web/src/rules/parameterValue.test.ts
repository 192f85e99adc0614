import { describe, expect, it } from 'vitest';
import { allowedOf, durationOf, isOutside, isoOf } from './parameterValue';

describe('what a file allows', () => {
  it.each([
    ['[2..50]', { least: 2, most: 50 }],
    ['[@"PT1H"..@"P30D"]', { least: 'PT1H', most: 'P30D' }],
    ['["2000-01".."2099-12"]', { least: '2000-01', most: '2099-12' }],
    ['"86", "852", "1"', { choices: ['86', '852', '1'] }],
    ['"a, b", "c"', { choices: ['a, b', 'c'] }],
    ['1, 2, -3', { choices: [1, 2, -3] }],
    ['>= 4', undefined],
    [null, undefined],
  ])('%s', (text, expected) => expect(allowedOf(text)).toEqual(expected));
});

describe('a duration', () => {
  it.each([
    ['PT24H', 1, 'D', 'P1D'], ['P1DT12H', 36, 'H', 'P1DT12H'], ['PT90M', 90, 'M', 'PT1H30M'], ['PT5S', 5, 'S', 'PT5S'],
    ['PT0S', 0, 'H', 'PT0S'], ['P30D', 30, 'D', 'P30D'], ['PT25H1M1S', 90_061, 'S', 'P1DT1H1M1S'],
  ] as const)('%s is %d %s', (iso, amount, unit, written) => {
    expect(durationOf(iso)).toEqual({ amount, unit });
    expect(isoOf(amount, unit)).toBe(written);
  });

  it('of months is none that has a length', () => expect(durationOf('P3M')).toBeUndefined());
  it('may have a fraction of its unit', () => expect(isoOf(1.5, 'H')).toBe('PT1H30M'));
});

describe('what lies outside', () => {
  const hours = allowedOf('[@"PT1H"..@"P7D"]');
  it.each([['PT30M', true], ['PT1H', false], ['P8D', true], ['', false]])('%s: %s', (value, expected) =>
    expect(isOutside(value, hours)).toBe(expected));
});
