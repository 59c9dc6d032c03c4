// One way to the server: fetch with the session cookie, problems as values with a stable code.

/** Why the server, or the way to it, said no. `code` is of the server's error table, or `network`. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly detail?: string,
    readonly field?: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(detail ?? title);
  }
}

/** Longest wait for an answer: a command's own limit of 5 s and a slow network. */
const AnswerLimitMs = 15_000;

/** The session is over, or never was. */
const Unknown = new Set(['auth.required', 'auth.expired', 'auth.revoked']);

/** limitMs: for what is known to take longer than an answer may. */
export interface CallOptions { confirm?: boolean; signal?: AbortSignal; limitMs?: number }

let onSignedOut: () => void = () => {};

/** Called when the server no longer knows who is asking. */
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

export function headers(method: string, hasBody: boolean, confirm = false): Record<string, string> {
  const found: Record<string, string> = { Accept: 'application/json' };
  if (hasBody) found['Content-Type'] = 'application/json';
  // A header that a form of another site cannot send: the guard against cross-site requests.
  if (method !== 'GET') found['X-Kith'] = '1';
  if (confirm) found['X-Kith-Confirm'] = '1';
  return found;
}

export async function problem(response: Response): Promise<Fault> {
  let body: { code?: string; title?: string; detail?: string; field?: string } = {};
  try {
    body = await response.json();
  } catch {
    // A proxy's own page: the status is all there is.
  }
  const retryAfter = Number(response.headers.get('Retry-After'));
  return new Fault(body.code ?? `http.${response.status}`, response.status, body.title ?? response.statusText, body.detail, body.field,
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined);
}

export async function call<T>(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
  let response: Response;
  const isForm = body instanceof FormData;
  try {
    const limit = AbortSignal.timeout(options.limitMs ?? AnswerLimitMs);
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: headers(method, body !== undefined && !isForm, options.confirm),
      body: body === undefined || isForm ? body : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: options.signal ? AbortSignal.any([options.signal, limit]) : limit,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Fault('network', 0, 'No connection');
  }
  if (!response.ok) {
    const fault = await problem(response);
    // A wrong password or code is 401 too, and no reason to forget who is here.
    if (Unknown.has(fault.code)) onSignedOut();
    throw fault;
  }
  if (response.status === 204 || response.headers.get('Content-Length') === '0') return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const get = <T>(path: string, options?: CallOptions): Promise<T> => call<T>('GET', path, undefined, options);
export const post = <T>(path: string, body: unknown = {}, options?: CallOptions): Promise<T> => call<T>('POST', path, body, options);
export const put = <T>(path: string, body: unknown, options?: CallOptions): Promise<T> => call<T>('PUT', path, body, options);
export const patch = <T>(path: string, body: unknown): Promise<T> => call<T>('PATCH', path, body);
export const remove = <T>(path: string, body?: unknown): Promise<T> => call<T>('DELETE', path, body);

/** `?a=1&b=2` of the given, leaving out what is empty. */
export function query(parts: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text ? `?${text}` : '';
}
