export interface Box {
  position: { x: number; y: number };
  width?: number;
  height?: number;
}

export interface Room {
  width: number;
  height: number;
}

const margin = 32;
const leastWhole = 0.55;
const atBeginning = 0.85;

/**
 * Where one looks at first: at the whole drawing, or where that would be too small to read, at what is wanted, else at its beginning on
 * the left.
 */
export function firstViewOf(boxes: readonly Box[], room: Room, wanted?: Box): { x: number; y: number; zoom: number } {
  if (boxes.length === 0) {
    return { x: 0, y: 0, zoom: 1 };
  }
  const left = Math.min(...boxes.map((b) => b.position.x));
  const top = Math.min(...boxes.map((b) => b.position.y));
  const width = Math.max(...boxes.map((b) => b.position.x + (b.width ?? 0))) - left;
  const height = Math.max(...boxes.map((b) => b.position.y + (b.height ?? 0))) - top;
  const whole = Math.min((room.width - 2 * margin) / width, (room.height - 2 * margin) / height);
  const zoom = whole < leastWhole ? atBeginning : Math.min(1, whole);
  if (wanted && whole < leastWhole) {
    return {
      x: room.width / 2 - (wanted.position.x + (wanted.width ?? 0) / 2) * zoom,
      y: room.height / 2 - (wanted.position.y + (wanted.height ?? 0) / 2) * zoom,
      zoom,
    };
  }
  const first = boxes.reduce((a, b) => (b.position.x < a.position.x ? b : a));
  const middle = height * zoom <= room.height - 2 * margin ? top + height / 2 : first.position.y + (first.height ?? 0) / 2;
  return {
    x: width * zoom <= room.width - 2 * margin ? room.width / 2 - (left + width / 2) * zoom : margin - left * zoom,
    y: room.height / 2 - middle * zoom,
    zoom,
  };
}
