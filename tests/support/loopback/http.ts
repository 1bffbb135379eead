// The HTTP side of the loopback Discord: bodies, authorization, faults on demand, rate limit headers, answers.
// What the routes themselves do stands in routes.ts and interactions.ts.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Json, json } from '../discord-rules.ts';
import { schemaProblems } from '../discord-schema.ts';
import type { Changes } from './changes.ts';
import { Refusal } from './messages.ts';
import type { NarrowRoutes } from './narrow-limits.ts';

const PREFIX = '/api/v10';
const INVALID_FORM_BODY = 50035;

interface ReceivedFile {
  name: string;
  size: number;
  text: string;
}

/** One request as it was received and answered. */
export interface SeenRequest {
  method: string;
  /** Without `/api/v10` and without the query. */
  path: string;
  query: string;
  body: unknown;
  files: ReceivedFile[];
  /** When it arrived, in ms since the epoch. */
  at: number;
  /** 0 while it is not answered, and when its connection was cut. */
  status: number;
}

/** An endpoint. `answer` gives the body of a 200, or undefined for a 204; the ids are those of the path, in order. */
export interface Route {
  method: string;
  path: string;
  /** True where the token in the path is all the authorization there is. */
  open?: boolean;
  /** Which limits of Discord the body breaks: recorded, and refused with 50035. */
  problems?: (body: Json, request: SeenRequest) => string[];
  /** Which rules of this project the body breaks: recorded only. */
  style?: (body: Json, request: SeenRequest) => string[];
  answer: (request: SeenRequest, ...ids: string[]) => unknown;
}

/** An answer that is given instead of the true one. */
export interface Fault {
  /**
   * `cut`: the connection is reset before anything is done; `cut after`: when it is done, without an answer; `torn`: when it
   * is done, in the middle of the answer. `page`: somebody else answers, with a page and a 200.
   */
  status: number | 'cut' | 'cut after' | 'torn' | 'page';
  body?: unknown;
  /** How many requests it meets; 1 unless told. */
  times?: number;
}

/** How a bad network treats a request. */
export interface Disturbance {
  fault?: Fault;
  /** It arrives so much later, and so after some that were made after it. */
  delayMs?: number;
  /** It arrives twice. */
  isDoubled?: boolean;
}

const FAULT_BODIES: Record<number, Json> = {
  401: { message: '401: Unauthorized', code: 0 },
  403: { message: 'Missing Permissions', code: 50013 },
  404: { message: 'Unknown interaction', code: 10062 },
  429: { message: 'You are being rate limited.', retry_after: 0.2, global: false },
};

/** What REST and gateway share. */
export interface Shared {
  /** Changed when the token is reset. */
  credentials: { token: string };
  changes: Changes;
  /** Records that a rule was broken. */
  violate: (what: string) => void;
}

export class Http {
  readonly server: Server;
  readonly requests: SeenRequest[] = [];
  readonly routes: Route[] = [];
  readonly #faults: { method: string; path: RegExp | string; fault: Fault; left: number }[] = [];
  /** What becomes of each request that no fault of a test is for: nothing, unless the network is to be a bad one. */
  disturb: ((request: SeenRequest) => Disturbance | undefined) | null = null;
  /** How far its clock is ahead of this machine's, in ms. */
  clockMs = 0;
  /** Whatever a route takes no more than; none unless a test narrows it. */
  narrow: NarrowRoutes | null = null;

  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
    this.server = createServer((request, response) => void this.#serve(request, response));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  fail(method: string, path: RegExp | string, fault: Fault): void {
    this.#faults.push({ method, path, fault, left: fault.times ?? 1 });
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that is killed leaves requests half sent; there is nobody left to answer.
    const request = await received(incoming).catch(() => undefined);
    if (!request) return;
    this.requests.push(request);
    const { fault = this.#faultFor(request), delayMs = 0, isDoubled } = this.disturb?.(request) ?? {};
    await pause(delayMs);
    if (isDoubled) await this.#outcome(request, incoming.headers.authorization).catch(() => {});
    if (fault?.status === 'cut') incoming.socket.resetAndDestroy();
    else if (fault?.status === 'page') {
      request.status = 200;
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to our network</h1>');
    } else if (fault?.status === 'cut after' || fault?.status === 'torn') {
      await this.#answer(request, brokenOff(response, fault.status), incoming.headers.authorization);
      request.status = 0;
    } else if (fault)
      this.#write(request, response, Number(fault.status), faultBody(fault), faultHeaders(fault));
    else if (this.narrow?.takes(request) === false) this.#refuse(request, response);
    else await this.#answer(request, response, incoming.headers.authorization);
    this.#shared.changes.announce();
  }

  #refuse(request: SeenRequest, response: ServerResponse): void {
    const retry_after = this.narrow?.secondsLeft(request) ?? 0;
    const body = { message: 'You are being rate limited.', retry_after, global: false };
    const headers = { 'retry-after': String(retry_after), 'x-ratelimit-scope': 'user' };
    this.#write(request, response, 429, body, { ...this.#limits(request), ...headers });
  }

  #limits(request: SeenRequest): Record<string, string> {
    return { ...rateLimits(request), ...this.narrow?.headers(request) };
  }

  async #answer(request: SeenRequest, response: ServerResponse, authorization?: string): Promise<void> {
    try {
      const body = await this.#outcome(request, authorization);
      this.#write(request, response, body === undefined ? 204 : 200, body, this.#limits(request));
    } catch (thrown) {
      if (!(thrown instanceof Refusal))
        this.#shared.violate(`${label(request)}: the loopback failed: ${String(thrown)}`);
      const { status, code, message, errors } =
        thrown instanceof Refusal ? thrown : new Refusal(500, 0, '500: Internal Server Error');
      this.#write(request, response, status, { message, code, errors }, this.#limits(request));
    }
  }

  async #outcome(request: SeenRequest, authorization?: string): Promise<unknown> {
    const { route, ids } = this.#routeOf(request);
    if (!route.open && authorization !== `Bot ${this.#shared.credentials.token}`)
      throw new Refusal(401, 0, '401: Unauthorized');
    const body = json(request.body);
    const schema = schemaProblems(request.method, request.path, request.body);
    const problems = [
      ...(route.problems?.(body, request) ?? []),
      ...schema.map((problem) => `schema: ${problem}`),
    ];
    for (const problem of [...problems, ...(route.style?.(body, request) ?? [])]) {
      this.#shared.violate(`${label(request)}: ${problem}`);
    }
    if (problems.length)
      throw new Refusal(400, INVALID_FORM_BODY, `Invalid Form Body: ${problems.join('; ')}`);
    return route.answer(request, ...ids);
  }

  #routeOf(request: SeenRequest): { route: Route; ids: string[] } {
    for (const route of this.routes) {
      const ids = route.method === request.method ? idsIn(route.path, request.path) : undefined;
      if (ids) return { route, ids };
    }
    this.#shared.violate(`${label(request)}: the loopback does not know this route`);
    throw new Refusal(404, 0, '404: Not Found');
  }

  #faultFor({ method, path }: SeenRequest): Fault | undefined {
    const meets = (each: RegExp | string) => (typeof each === 'string' ? each === path : each.test(path));
    const found = this.#faults.find((each) => each.left > 0 && each.method === method && meets(each.path));
    if (found) found.left -= 1;
    return found?.fault;
  }

  #write(
    request: SeenRequest,
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string>,
  ): void {
    request.status = status;
    // An empty body announced as JSON makes the client fail on parsing it.
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const date = new Date(Date.now() + this.clockMs).toUTCString();
    response.writeHead(status, { ...type, date, ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }
}

/** A response that the connection does not live to see: nothing of it is sent, or half. */
function brokenOff(response: ServerResponse, how: 'cut after' | 'torn'): ServerResponse {
  const { socket } = response;
  response.end = (body?: unknown) => {
    const text = typeof body === 'string' ? body : '';
    if (how === 'torn' && text !== '') response.write(text.slice(0, text.length / 2));
    // What was written is on its way before the end is.
    setTimeout(() => socket?.resetAndDestroy(), how === 'torn' ? 20 : 0);
    return response;
  };
  return response;
}

/** Waits without keeping anything alive longer than the test. */
export async function pause(ms: number): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { ref: false });
}

function label({ method, path }: SeenRequest): string {
  return `${method} ${path}`;
}

function idsIn(pattern: string, path: string): string[] | undefined {
  const expected = pattern.split('/');
  const given = path.split('/');
  const fits =
    expected.length === given.length && expected.every((part, i) => part === ':' || part === given[i]);
  return fits ? given.filter((_, i) => expected[i] === ':') : undefined;
}

async function received(incoming: IncomingMessage): Promise<SeenRequest> {
  const at = Date.now();
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const whole = decodeURIComponent(url.pathname);
  const path = whole.startsWith(`${PREFIX}/`) ? whole.slice(PREFIX.length) : whole;
  const content = await contentOf(Buffer.concat(chunks), incoming.headers['content-type'] ?? '');
  return { method: incoming.method ?? 'GET', path, query: url.search, ...content, at, status: 0 };
}

async function contentOf(bytes: Buffer, type: string): Promise<{ body: unknown; files: ReceivedFile[] }> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) return { body: parsed(bytes.toString('utf8')), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const uploads = [...form.values()].filter((value) => typeof value !== 'string');
  const files = await Promise.all(
    uploads.map(async (file) => ({ name: file.name, size: file.size, text: await file.text() })),
  );
  return { body: parsed(String(form.get('payload_json') ?? 'null')), files };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function faultBody({ status, body }: Fault): unknown {
  if (body !== undefined || typeof status === 'string') return body;
  return FAULT_BODIES[status] ?? { message: `${status}: Server Error`, code: 0 };
}

/** A 429 has to say for how long, in a header and in the body alike. */
function faultHeaders(fault: Fault): Record<string, string> {
  const { retry_after = 0.2, global } = json(faultBody(fault));
  return {
    ...(fault.status === 429 && { 'retry-after': String(retry_after) }),
    ...(Boolean(global) && { 'x-ratelimit-global': 'true' }),
  };
}

/** Generous limits, so that a client that keeps to them is not slowed down; `failNext` tests the narrow ones. */
function rateLimits({ method, path }: SeenRequest): Record<string, string> {
  if (path.startsWith('/interactions/')) return {};
  return {
    'x-ratelimit-limit': '50',
    'x-ratelimit-remaining': '49',
    'x-ratelimit-reset': String(Date.now() / 1000 + 1),
    'x-ratelimit-reset-after': '1',
    'x-ratelimit-bucket': `${method} ${path.replaceAll(/\/\d+/g, '/id')}`.replaceAll(/\W+/g, '-'),
  };
}
