import { isData, type Data } from '../../controls/data';
import type { Activity, Definition } from './definition';

/** What sets a run going: the activity, and where it is a request, what the request says and where it goes. */
export interface Beginning {
  activity: Activity;
  request?: { path: string; parameters: string[]; form?: Data; isRead: boolean };
}

/** What an option holds, where it is written down and not computed. */
function literal(option: unknown): unknown {
  const written = isData(option) && isData(option.expression) ? option.expression : { value: option };
  const { type, value } = written as { type?: unknown; value: unknown };
  if ((type === 'Object' || type === 'Json') && typeof value === 'string') {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return undefined;
    }
  }
  return type === undefined || type === 'Literal' || type === 'Object' ? value : undefined;
}

function requestOf(activity: Activity): Beginning['request'] {
  const path = literal(activity.path);
  if (activity.type !== 'Elsa.HttpEndpoint' || typeof path !== 'string') {
    return undefined;
  }
  const form = literal(activity.form);
  const methods = [literal(activity.supportedMethods) ?? 'GET'].flat();
  return {
    path: path.replace(/^\/+/, ''), parameters: [...path.matchAll(/\{([^}:?=*]+)[^}]*\}/g)].map((found) => found[1]!),
    form: isData(form) ? form : undefined, isRead: methods.every((method) => method === 'GET' || method === 'HEAD'),
  };
}

/** All that may begin a run of the definition, in the order in which they are drawn. */
export const beginningsOf = (definition: Definition): Beginning[] => (definition.root.activities ?? [])
  .filter((activity) => activity.canStartWorkflow === true || activity.customProperties?.canStartWorkflow === true)
  .map((activity) => ({ activity, request: requestOf(activity) }));

/** What a beginning is given for what somebody has typed: a request as it would come in, with what is typed as its content. */
export function payloadOf({ request }: Beginning, typed: unknown): unknown {
  // Who writes the whole request has it taken as it is.
  if (!request || (isData(typed) && 'ParsedContent' in typed)) {
    return typed;
  }
  const all = Object.entries(isData(typed) ? typed : {});
  const only = (wanted: (name: string) => boolean) => Object.fromEntries(all.filter(([name]) => wanted(name)));
  const isParameter = (name: string) => request.parameters.includes(name);
  const content = isData(typed) ? only((name) => !isParameter(name)) : typed;
  return {
    Method: request.isRead ? 'GET' : 'POST', Path: `/workflows/${request.path}`, Headers: {}, RouteData: only(isParameter),
    QueryStringData: request.isRead ? content : {}, ParsedContent: request.isRead ? null : content, Files: [],
  };
}
