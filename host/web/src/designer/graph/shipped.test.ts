import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonical } from './diff';
import { walk, type Activity } from './definition';
import { positionOf } from './edits';
import { nodeSize, nodeWidth } from './layout';
import { readSource, writeSource } from './source';

const pack = join(import.meta.dirname, '../../../../../workflows');
const files = readdirSync(pack, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.flow.json') && !/^(bin|obj)\//.test(f));

/** Those that stand on one another, by the least room that each takes. */
function covered(container: Activity): string[] {
  const placed = (container.activities ?? []).map((a) => ({ id: a.id, at: positionOf(a) })).filter((a) => a.at);
  return placed.flatMap((a, i) => placed.slice(i + 1)
    .filter((b) => Math.abs(a.at!.x - b.at!.x) < nodeWidth && Math.abs(a.at!.y - b.at!.y) < nodeSize(1).height)
    .map((b) => `${a.id} and ${b.id}`));
}

describe('each shipped process', () => {
  it.each(files)('%s is read as it is written, and nothing of it stands on something else', (file) => {
    const text = readFileSync(join(pack, file), 'utf8');
    const written = JSON.parse(text) as { definitionId: string };
    const read = readSource(text, written.definitionId);
    if (!('definition' in read)) {
      throw new Error(JSON.stringify(read));
    }
    expect(canonical(JSON.parse(writeSource(read.definition)))).toBe(canonical(written));
    expect([...walk(read.definition.root)].flatMap(({ activity }) => covered(activity))).toEqual([]);
  });
});
