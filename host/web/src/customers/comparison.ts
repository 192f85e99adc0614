export type CustomerRecord = Record<string, unknown>;

export interface ComparedField {
  name: string;
  one: string;
  other: string;
  /** Alike for certain, different for certain, or not to be told because one side is silent. */
  how: 'same' | 'different' | 'unknown';
}

// Who the record is and where it came from differ between any two.
const ofItself = ['sourceId', 'channel', 'seenAt'];

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));
const bare = (value: string) => value.replace(/\s/g, '').toLowerCase();

/** Two records of customers field by field; what tells a person whether they are one. */
export function compare(one: CustomerRecord, other: CustomerRecord): ComparedField[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.map((name) => {
    const [a, b] = [text(one[name]), text(other[name])];
    const silent = a === '' || b === '' || ofItself.includes(name);
    return { name, one: a, other: b, how: silent ? 'unknown' : bare(a) === bare(b) ? 'same' : 'different' };
  });
}

export type Choice = 'same' | 'different' | 'later';

const keys: Record<string, Choice> = { s: 'same', n: 'different', l: 'later' };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** What a key decides; nothing while a person writes or holds down a key that means something else. */
export function choiceOf(event: Pressed, writing: boolean): Choice | undefined {
  return writing || event.ctrlKey || event.metaKey || event.altKey || event.repeat ? undefined : keys[event.key.toLowerCase()];
}
