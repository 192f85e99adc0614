interface Open {
  start: number;
  id?: string;
  isActivity: boolean;
}

const text = /"(?:[^"\\]|\\.)*"/y;

/** The id of the innermost activity around a place (line and column from 1) of a definition's JSON text. */
export function activityAt(json: string, line: number, column: number): string | undefined {
  const place = offsetOf(json, line, column);
  const open: Open[] = [];
  for (let at = 0; at < json.length; at++) {
    const c = json[at];
    if (c === '"') {
      at = readText(json, at, open);
    } else if (c === '{') {
      open.push({ start: at, isActivity: false });
    } else if (c === '}') {
      const closed = open.pop();
      if (closed?.isActivity && closed.id && closed.start <= place && place <= at) {
        return closed.id;
      }
    }
  }
  return undefined;
}

function offsetOf(json: string, line: number, column: number): number {
  let at = 0;
  for (let n = 1; n < line; n++) {
    at = json.indexOf('\n', at) + 1;
  }
  return at + column - 1;
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
