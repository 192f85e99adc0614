export interface LineChange {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** The lines of two texts side by side: the longest common run of lines stays, the rest went or came. */
export function lineDiff(before: string, after: string): LineChange[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const table = common(a, b);
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push({ kind: 'same', text: a[i++]! });
      j++;
    } else if (i < a.length && (j >= b.length || table[i + 1]![j]! >= table[i]![j + 1]!)) {
      changes.push({ kind: 'removed', text: a[i++]! });
    } else {
      changes.push({ kind: 'added', text: b[j++]! });
    }
  }
  return changes;
}

/** How many lines the rests of both have in common, for each pair of beginnings. */
function common(a: string[], b: string[]): Uint32Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  return table;
}
