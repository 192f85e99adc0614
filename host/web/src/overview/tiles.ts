import type { TextKey } from '../texts/dictionary';
import type { Figures, Sight } from './server';

/** A figure and the list that it counts. */
export interface Tile {
  text: TextKey;
  value: number;
  to: string;
  tone?: 'bad' | 'warn';
}

export const taskTiles = (f: Figures, sight: Sight): Tile[] => (sight.tasks ? [
  { text: 'overview.mine', value: f.mine.total, to: '/inbox' },
  { text: 'overview.late', value: f.mineLate, to: '/inbox?late=true', tone: 'bad' },
  { text: 'overview.free', value: f.free, to: '/inbox?view=group' },
  ...(sight.allTasks ? [{ text: 'overview.lateTasks', value: f.late, to: '/inbox?view=all&late=true', tone: 'bad' } as const] : []),
] : []);

/** Signals are counted apart; as long as they are not known there is no tile of them. */
export const runTiles = (f: Figures, sight: Sight, signals: number | null | undefined): Tile[] => [
  ...(sight.runs ? [
    { text: 'overview.running', value: f.running, to: '/runs?state=running' },
    { text: 'overview.waiting', value: f.waiting, to: '/runs?state=waiting' },
    { text: 'overview.faulted', value: f.faulted, to: '/runs?state=faulted', tone: 'bad' },
    { text: 'overview.incidents', value: f.incidents.total, to: '/runs?incidents=true', tone: 'bad' },
  ] as const : []),
  ...(typeof signals === 'number' ? [{ text: 'overview.signals', value: signals, to: '/signals', tone: 'warn' } as const] : []),
];
