import { expect, it } from 'vitest';
import { daysLeft } from './expiry';

const now = Date.parse('2026-11-27T12:00:00Z');

it('counts the days that a key is good for, a begun one too', () => {
  expect(daysLeft('2026-11-28T11:00:00Z', now)).toBe(1);
  expect(daysLeft('2026-12-11T12:00:00Z', now)).toBe(14);
});

it('has none left once the key has expired', () => {
  expect(daysLeft('2026-11-27T12:00:00Z', now)).toBe(0);
  expect(daysLeft('2026-11-01T00:00:00Z', now)).toBe(0);
});
