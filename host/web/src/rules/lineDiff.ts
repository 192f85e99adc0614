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

/** Lines that nothing changed in, too far from a change to be read with it. */
export interface LeftOut {
  kind: 'left';
  count: number;
}

/** The changes with some lines around each; runs of lines that stay the same beyond those are counted instead. */
export function foldedDiff(changes: LineChange[], around = 3): (LineChange | LeftOut)[] {
  const isNear = (at: number) => changes.slice(Math.max(0, at - around), at + around + 1).some((c) => c.kind !== 'same');
  const folded: (LineChange | LeftOut)[] = [];
  changes.forEach((change, at) => {
    const last = folded.at(-1);
    if (isNear(at)) {
      folded.push(change);
    } else if (last?.kind === 'left') {
      last.count++;
    } else {
      folded.push({ kind: 'left', count: 1 });
    }
  });
  return folded;
}
