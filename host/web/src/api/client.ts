import { Problem, problemOf, unreachable } from './problem';

export interface Page<T> {
  items: T[];
  next?: string | null;
  total?: number | null;
}

type Query = Record<string, string | number | boolean | null | undefined>;

interface Options {
  query?: Query;
  etag?: string | null;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** Whether the answer is a file. */
  file?: boolean;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

type Listener = () => void;
const signedOut = new Set<Listener>();

/** Calls the listener when the server no longer knows who asks. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

const signedInAgain = new Set<Listener>();

/** Calls the listener when somebody has signed in over a page whose session had ended. */
export function onSignedInAgain(listener: Listener): () => void {
  signedInAgain.add(listener);
  return () => signedInAgain.delete(listener);
}

export const tellSignedInAgain = () => signedInAgain.forEach((listener) => listener());

export function address(path: string, query?: Query): string {
  const given = Object.entries(query ?? {}).filter(([, v]) => v !== undefined && v !== null && v !== '' && v !== false);
  const text = new URLSearchParams(given.map(([k, v]) => [k, String(v)])).toString();
  return text ? `${path}?${text}` : path;
}

export async function ask<T>(method: string, path: string, body?: unknown, options: Options = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': document.documentElement.lang,
    ...options.headers,
  };
  if (options.etag) {
    headers['If-Match'] = options.etag;
  }
  const plain = body instanceof FormData || body instanceof Blob || body === undefined;
  if (!plain) {
    headers['Content-Type'] = 'application/json';
  }
  const content = plain ? (body as BodyInit | undefined) : JSON.stringify(body);
  const response = await send(address(path, options.query), { method, headers, body: content, signal: options.signal });
  const answer = options.file && response.ok ? await response.blob() : await read(response);
  if (!response.ok) {
    if (response.status === 401 && path !== '/api/sign-in') {
      signedOut.forEach((listener) => listener());
    }
    throw problemOf(response.status, answer);
  }
  return { data: answer as T, etag: response.headers.get('ETag') };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') {
      throw fault;
    }
    throw unreachable();
  }
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') {
    return undefined;
  }
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) {
    return response.ok ? text : { detail: text.slice(0, 300) };
  }
  return JSON.parse(text);
}

const only = async <T>(answer: Promise<Answer<T>>) => (await answer).data;

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => only(ask<T>('GET', path, undefined, { query, signal })),
  post: <T>(path: string, body: unknown = {}, signal?: AbortSignal) => only(ask<T>('POST', path, body, { signal })),
  put: <T>(path: string, body: unknown) => only(ask<T>('PUT', path, body)),
  delete: <T>(path: string) => only(ask<T>('DELETE', path)),
};

/**
 * Changes a whole that several may change, such as a list: what one adds or takes away goes on top of what it is now, not over it.
 */
export async function changeShared<T>(read: string, write: string, change: (present: T) => unknown): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const { data, etag } = await ask<T>('GET', read);
    try {
      return (await ask<T>('PUT', write, change(data), { etag })).data;
    } catch (fault) {
      if (attempt === 3 || !(fault instanceof Problem && fault.isOvertaken)) {
        throw fault;
      }
    }
  }
}

/** One segment of an address. */
export const segment = encodeURIComponent;
