import { connectionsOf } from './container';
import type { Activity, Point } from './definition';
import type { Size } from './layout';

export interface PictureNode {
  id: string;
  title: string;
  kind: string;
  color: string;
  outcomes: string[];
  /** What the outcomes are called where that is not their name. */
  labels?: string[];
}

const font = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const margin = 30;
const headHeight = 54;
const portHeight = 22;

export const escapeXml = (text: string) =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

const clipped = (text: string, most: number) => {
  let width = 0;
  let kept = '';
  for (const c of text) {
    width += c.charCodeAt(0) > 0x2e80 ? 2 : 1;
    if (width > most) {
      return `${kept}…`;
    }
    kept += c;
  }
  return kept;
};

/** Where the line of an outcome leaves its activity. */
export function portPoint(at: Point, size: Size, outcomes: string[], port: string): Point {
  const index = Math.max(outcomes.indexOf(port), 0);
  const y = outcomes.length > 1 ? headHeight + index * portHeight + portHeight / 2 : headHeight / 2;
  return { x: at.x + size.width, y: at.y + y };
}

/** The diagram of a container as a picture that stands alone, in any program. */
export function toSvg(
  container: Activity,
  nodes: PictureNode[],
  places: ReadonlyMap<string, Point>,
  sizeOf: (id: string) => Size,
): string {
  const at = (id: string) => places.get(id) ?? { x: 0, y: 0 };
  const corners = nodes.map((n) => ({ ...at(n.id), ...sizeOf(n.id) }));
  const left = Math.min(0, ...corners.map((c) => c.x)) - margin;
  const top = Math.min(0, ...corners.map((c) => c.y)) - margin;
  const width = Math.max(200, ...corners.map((c) => c.x + c.width)) - left + margin;
  const height = Math.max(100, ...corners.map((c) => c.y + c.height)) - top + margin;
  const byId = new Map(nodes.map((n) => [n.id, n]));
  const lines = connectionsOf(container).map(({ source, target }) => {
    const from = byId.get(source.activity);
    if (!from || !byId.has(target.activity)) {
      return '';
    }
    const a = portPoint(at(source.activity), sizeOf(source.activity), from.outcomes, source.port ?? 'Done');
    const b = { x: at(target.activity).x, y: at(target.activity).y + headHeight / 2 };
    const bend = Math.max(40, Math.abs(b.x - a.x) / 2);
    const way = `M${a.x} ${a.y} C${a.x + bend} ${a.y} ${b.x - bend} ${b.y} ${b.x} ${b.y}`;
    return `<path d="${way}" fill="none" stroke="#64748b" stroke-width="1.6" marker-end="url(#arrow)"/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}"`
      + ` font-family="${font}">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">' +
      '<path d="M0 0L8 4L0 8z" fill="#64748b"/></marker></defs>',
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>`,
    ...lines,
    ...nodes.map((n) => nodeSvg(n, at(n.id), sizeOf(n.id))),
    '</svg>',
  ].join('\n');
}

function nodeSvg(node: PictureNode, { x, y }: Point, size: Size): string {
  const ports =
    node.outcomes.length > 1
      ? node.outcomes.map(
          (o, i) =>
            `<text x="${x + size.width - 12}" y="${y + headHeight + i * portHeight + 15}" font-size="11" text-anchor="end" ` +
            `fill="#475569">${escapeXml(clipped(node.labels?.[i] ?? o, 26))}</text>`,
        )
      : [];
  return [
    `<rect x="${x}" y="${y}" width="${size.width}" height="${size.height}" rx="8" fill="#fff" stroke="#cbd5e1"/>`,
    `<rect x="${x}" y="${y}" width="5" height="${size.height}" rx="2" fill="${node.color}"/>`,
    `<text x="${x + 16}" y="${y + 23}" font-size="13" font-weight="600" fill="#0f172a">${escapeXml(clipped(node.title, 25))}</text>`,
    `<text x="${x + 16}" y="${y + 41}" font-size="11" fill="#475569">${escapeXml(clipped(node.kind, 30))}</text>`,
    ...ports,
  ].join('');
}
