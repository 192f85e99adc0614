interface Open {
  start: number;
  id?: string;
  isActivity: boolean;
}

const text = /"(?:[^"\\]|\\.)*"/y;

interface Place {
  line: number;
  column: number;
}

interface Span {
  start: number;
  end: number;
  id: string;
}

/** The ids of the innermost activities around places (line and column from 1) of a definition's JSON text. */
export function activitiesAt(json: string, places: Place[]): (string | undefined)[] {
  const spans = places.length > 0 ? spansOf(json) : [];
  const lines = places.length > 0 ? lineStarts(json) : [];
  return places.map(({ line, column }) => {
    const place = (lines[line - 1] ?? json.length) + column - 1;
    return spans.find(({ start, end }) => start <= place && place <= end)?.id;
  });
}

/** Where activities begin and end, those within others before these. */
function spansOf(json: string): Span[] {
  const open: Open[] = [];
  const spans: Span[] = [];
  for (let at = 0; at < json.length; at++) {
    const c = json[at];
    if (c === '"') {
      at = readText(json, at, open);
    } else if (c === '{') {
      open.push({ start: at, isActivity: false });
    } else if (c === '}') {
      const closed = open.pop();
      if (closed?.isActivity && closed.id) {
        spans.push({ start: closed.start, end: at, id: closed.id });
      }
    }
  }
  return spans;
}

function lineStarts(json: string): number[] {
  const starts = [0];
  for (let at = json.indexOf('\n'); at >= 0; at = json.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** Takes note of an object's own id and type; answers where the text, and the value behind a name, end. */
function readText(json: string, at: number, open: Open[]): number {
  text.lastIndex = at;
  const name = text.exec(json)?.[0];
  if (!name) {
    return json.length;
  }
  const end = at + name.length;
  const value = /^\s*:\s*("(?:[^"\\]|\\.)*")/.exec(json.slice(end, end + 400));
  const current = open.at(-1);
  if (current && value && (name === '"id"' || name === '"type"')) {
    current.id = name === '"id"' ? (JSON.parse(value[1]!) as string) : current.id;
    current.isActivity ||= name === '"type"' && value[1]!.includes('.');
    return end + value[0].length - 1;
  }
  return end - 1;
}
