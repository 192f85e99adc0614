import type { Finding } from '../../api/problem';
import { walk, type Activity } from '../graph/definition';
import type { Mark } from '../diagram/flow';

const weight = { error: 3, warning: 2, info: 1, hint: 0 };

/** The activity a finding speaks of: named by it, or found in the place it gives. */
export function activityOf(finding: Finding): string | undefined {
  const { activity, path, file } = finding.place ?? {};
  return activity ?? /activity:([^/]+)/.exec(path ?? '')?.[1] ?? /#(.+)$/.exec(file ?? '')?.[1];
}

/** The words of a finding with what its activity is called, where they give its id, which stands in files and not in the drawing. */
export function inWords(message: string, id: string, title: string): string {
  const goesOn = (letter = '') => /[\w-]/.test(letter);
  let at = message.indexOf(id);
  while (at >= 0 && (goesOn(message[at - 1]) || goesOn(message[at + id.length]))) {
    at = message.indexOf(id, at + 1);
  }
  return at < 0 || !title ? message : `${message.slice(0, at)}${title}${message.slice(at + id.length)}`;
}

/** The worst finding of each activity that is drawn; what lies inside one counts for the outer one. */
export function marksOf(findings: Finding[], container: Activity): ReadonlyMap<string, Mark> {
  const worst = new Map<string, Finding['severity']>();
  for (const finding of findings) {
    const id = activityOf(finding);
    if (id && weight[finding.severity] >= weight[worst.get(id) ?? 'hint']) {
      worst.set(id, finding.severity);
    }
  }
  const marks = new Map<string, Mark>();
  for (const outer of worst.size > 0 ? (container.activities ?? []) : []) {
    for (const { activity } of walk(outer)) {
      const severity = worst.get(activity.id);
      if (severity && weight[severity] >= weight[marks.get(outer.id)?.problem ?? 'hint']) {
        marks.set(outer.id, { problem: severity });
      }
    }
  }
  return marks;
}
