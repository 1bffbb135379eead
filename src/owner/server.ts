// What the owner is served over HTTP, if wished: the page, /metrics, /healthz. Off unless ATTEST_HTTP says where.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { partOf } from '../archive.ts';
import type { Settings } from '../config.ts';
import { askAfter } from '../conversation.ts';
import type { Bot } from '../discord/bot.ts';
import { answeredQuestion } from '../discord/questions.ts';
import { Busy } from '../discord/rate-limits.ts';
import { HostError, messageOf, UserError } from '../errors.ts';
import { stateInChild } from '../indexing/state-process.ts';
import { asRequest, requestId, type Log } from '../log.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';
import { ownerWords, type OwnerWords } from '../messages/owner-wording.ts';
import { readable } from '../question/question.ts';
import type { Article } from '../types.ts';
import { FactsOf } from './facts.ts';
import { listenAddress, refusalOf } from './guard.ts';
import { openMetrics } from './metrics.ts';
import { CONTENT_POLICY, ownerPage, sentencePage, type Asked } from './page.ts';

/** Bytes of a form with a question of the longest that is read, in any script. */
const MAX_BODY = 16_384;
const REQUEST_MS = 10_000;
const MAX_CONNECTIONS = 50;
/** The owner is one more person to whom the limit of questions a minute goes. */
const OWNER = 'owner';
/** Passages whose articles are named on the page. */
const NAMED_HITS = 12;

export interface OwnerServer {
  /** Where it listens, as a browser takes it. */
  readonly url: string;
  close(): Promise<void>;
}

type Respond = (status: number, body: string, headers?: Record<string, string>) => void;

interface Request {
  method: string;
  path: string;
  incoming: IncomingMessage;
  respond: Respond;
  words: OwnerWords;
  messages: Messages;
}

/**
 * Serves the owner until closed.
 * @param takeLook looks at index and files; in a process of its own unless told
 * @throws UserError where it cannot listen, or others could open it without a token
 */
export async function serveOwner(
  bot: Pick<Bot, 'services' | 'connection'>,
  settings: Settings & { ATTEST_HTTP: string },
  log: Log,
  takeLook = () => stateInChild(settings),
): Promise<OwnerServer> {
  const { ATTEST_HTTP: address, ATTEST_HTTP_TOKEN: token, EMBEDDINGS_DIR } = settings;
  const { host, port } = listenAddress(address, token);
  const facts = new FactsOf(bot, takeLook);
  const metrics = openMetrics(bot, EMBEDDINGS_DIR, () => facts.coverage());
  const site: Site = { bot, facts, metrics, log };
  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS },
    (incoming, response) => {
      void asRequest(() => serve(incoming, response, site, { host, token }));
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  await listening(server, host, port, address);
  // A machine that has no more files for connections takes none, and goes on.
  server.on('error', (error) => log.warn({ reason: messageOf(error) }, 'a connection of the owner failed'));
  const at = server.address();
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${typeof at === 'object' ? at?.port : port}/`;
  log.info({ url }, 'a page for the owner is served');
  return {
    url,
    close: async () => {
      metrics.close();
      server.close();
      server.closeAllConnections();
      await setImmediate();
    },
  };
}

interface Site {
  bot: Pick<Bot, 'services' | 'connection'>;
  facts: FactsOf;
  metrics: ReturnType<typeof openMetrics>;
  log: Log;
}

async function listening(server: Server, host: string, port: number, address: string): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (thrown) {
    throw new UserError(
      `Nothing can be served at ATTEST_HTTP=${address} (${messageOf(thrown)}).`,
      'Choose another port or address, or unset it.',
      { cause: thrown },
    );
  }
}

/** Answers one request. Never rejects. */
async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  site: Site,
  guard: { host: string; token: string | undefined },
): Promise<void> {
  const respond: Respond = (status, body, headers = {}) => {
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_POLICY,
      'x-content-type-options': 'nosniff',
      // Not `no-referrer`, with which a form of this page comes from an origin that nobody knows.
      'referrer-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      ...headers,
    });
    response.end(incoming.method === 'HEAD' ? undefined : body);
  };
  const messages = messagesFor(/^[\w-]+/.exec(incoming.headers['accept-language'] ?? '')?.[0] ?? 'en');
  const words = ownerWords(messages);
  const { method = 'GET', url = '/' } = incoming;
  const [path = '/'] = url.split(/[?#]/, 1);
  try {
    const refusal = refusalOf(method, incoming.headers, guard);
    if (refusal === 401)
      return respond(401, '', { 'www-authenticate': 'Basic realm="Attest", charset="UTF-8"' });
    const request = { method, path, incoming, respond, words, messages };
    if (refusal !== null) return refuse(refusal, request);
    await route(request, site);
  } catch (thrown) {
    // Whoever asked has gone meanwhile.
    if (incoming.destroyed && !incoming.complete) return;
    site.log.error(
      { path, id: requestId(), reason: messageOf(thrown), stack: (thrown as Error).stack },
      'failed to serve the owner',
    );
    if (!response.headersSent) respond(500, sentencePage(messages.wentWrong(requestId()), words, messages));
  }
}

/** Which methods each address takes; GET changes nothing. */
const ROUTES: Record<
  string,
  { method: 'GET' | 'POST'; answer: (request: Request, site: Site) => Promise<void> }
> = {
  '/': { method: 'GET', answer: (request, site) => showPage(request, site, null) },
  '/ask': { method: 'POST', answer: askedOnPage },
  '/look': { method: 'POST', answer: lookedAgain },
  '/metrics': { method: 'GET', answer: showMetrics },
  '/healthz': { method: 'GET', answer: showHealth },
};

async function route(request: Request, site: Site): Promise<void> {
  const found = Object.hasOwn(ROUTES, request.path) ? ROUTES[request.path] : undefined;
  if (!found) return refuse(404, request);
  const asked = request.method === 'HEAD' ? 'GET' : request.method;
  if (asked !== found.method) return refuse(405, request, { allow: found.method });
  await found.answer(request, site);
}

function refuse(
  status: keyof OwnerWords['refused'],
  { respond, words, messages }: Request,
  headers: Record<string, string> = {},
): void {
  respond(status, sentencePage(words.refused[status], words, messages), headers);
}

async function showPage(
  { respond, words, messages }: Request,
  { facts }: Site,
  asked: Asked | null,
  status = 200,
) {
  respond(status, ownerPage(await facts.now(), asked, words, messages));
}

async function lookedAgain({ respond }: Request, { facts }: Site): Promise<void> {
  void facts.look();
  respond(303, '', { location: '/' });
}

async function showMetrics({ respond }: Request, { metrics }: Site): Promise<void> {
  respond(200, await metrics.text(), { 'content-type': metrics.contentType });
}

/** Well with every shard connected and an index that can be answered from. */
async function showHealth({ respond }: Request, { bot, facts }: Site): Promise<void> {
  const { connected, shards } = bot.connection();
  const coverage = await facts.coverage();
  const isWell = connected === shards && coverage !== null;
  const index = coverage && { articles: coverage.articles, indexedAt: coverage.indexedAt };
  const body = { status: isWell ? 'ok' : 'unwell', gateway: { connected, shards }, index };
  respond(isWell ? 200 : 503, `${JSON.stringify(body)}\n`, { 'content-type': 'application/json' });
}

async function askedOnPage(request: Request, site: Site): Promise<void> {
  const { incoming } = request;
  if (!/^application\/x-www-form-urlencoded\b/i.test(incoming.headers['content-type'] ?? ''))
    return refuse(400, request);
  const body = await bodyOf(incoming);
  if (body === null) return refuse(413, request, { connection: 'close' });
  const question = readable(new URLSearchParams(body).get('question') ?? '').trim();
  if (question === '') return refuse(400, request);
  const { status, outcome } = await outcomeOf(question, request, site);
  await showPage(request, site, { question, outcome }, status);
}

/** The answer, or why there is none: the same limits and the same queue as for everybody. */
async function outcomeOf(
  question: string,
  { words, messages }: Request,
  { bot: { services }, log }: Site,
): Promise<Pick<Asked, 'outcome'> & { status: number }> {
  const { archive, rateLimits, telemetry, stopping } = services;
  try {
    if (stopping.aborted) return { status: 503, outcome: messages.stopping };
    await rateLimits.admit(OWNER, null);
    archive.refuseWhenFull();
    const outcome = await archive.use(async (opened) => {
      const part = partOf(opened, null);
      const { answer } = await askAfter(part, null, { question });
      const articles = new Map<string, Article>();
      for (const { passage } of answer.hits.slice(0, NAMED_HITS)) {
        const found = await part.article({ id: passage.articleId });
        if (found) articles.set(passage.articleId, found);
      }
      return { answer, articles };
    });
    const { answer } = outcome;
    log.info({ command: 'page', kind: answer.kind, ms: answer.ms }, 'answered');
    telemetry.emit('answered', answeredQuestion('page', answer, 0));
    return { status: 200, outcome };
  } catch (thrown) {
    if (thrown instanceof Busy) {
      telemetry.emit('failed', 'busy');
      return { status: 429, outcome: thrown.sentenceIn(messages) };
    }
    if (!(thrown instanceof UserError)) throw thrown;
    telemetry.emit('failed', thrown instanceof HostError ? 'machine' : 'declined');
    log.warn({ reason: thrown.message }, 'the owner is not answered');
    return { status: 503, outcome: `${words.refused[503]} ${thrown.sentence}` };
  }
}

/** Null when it is longer than any question. */
async function bodyOf(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
