import { fileURLToPath } from 'node:url';
import type { Context } from 'moleculer';
import ApiGateway from 'moleculer-web';
import { defineService } from '../../mixins/schema.ts';
import {
  type MypageChanged,
  type MypageView,
  mypageChanged,
  type WaitingParams,
} from '../library/mypage/mypage.contract.ts';
import { admission } from './admission.ts';
import { grpc } from './grpc/grpc.mixin.ts';
import { behind } from './health.ts';
import { rateLimited } from './limits/rate-limit.mixin.ts';
import { describeAll } from './local.ts';
import { Pages } from './pages/site.ts';
import { Replays } from './replays.ts';
import { answer, enter, fail, type Gateway, splitUrl } from './request.ts';
import { aliasesOf } from './resources.ts';
import { routes } from './routes.ts';
import { close, listen, urlOf } from './server.ts';
import { Newcomers, type NodeConnected } from './stream/newcomers.ts';
import { Queues } from './stream/queues.ts';
import { defaultStreamLimits, Streams } from './stream/streams.ts';

/** The way in over HTTP. It knows no rule of any domain. */
export default defineService({
  name: 'gateway',
  mixins: [ApiGateway, rateLimited, grpc],
  settings: {
    host: '127.0.0.1',
    /** 0 takes a free one; the running service's `url` tells which. */
    port: 3000,
    /** For gRPC, beside HTTP; none when it is not set. */
    grpcPort: undefined,
    /** Bytes. */
    bodyLimit: 65_536,
    /** Proxies of our own in front of it, whose word on the client's address counts. */
    proxies: 0,
    /** Names besides those of loopback that an open gateway answers to. */
    hosts: [],
    /** Others may listen on the port too. */
    sharing: false,
    /** Milliseconds to wait for the services behind it before it listens: a missing one is not waited for any longer. */
    patienceMs: 0,
    /** When it stops: milliseconds that idle connections have, and requests under way. */
    idleMs: 0,
    graceMs: 1_000,
    /** Who is let in; `config/auth.ts` decides it. */
    auth: { mode: 'open' },
    /** Members check out and return themselves. */
    selfService: true,
    /** How often a client may ask; as often as it likes when it is not set. */
    rate: undefined,
    /** Of the pages elsewhere that may use the API. */
    origins: [],
    streams: defaultStreamLimits,
    /** The folder of the pages as they are built; without them there is the API alone. */
    pages: fileURLToPath(new URL('../../web/dist', import.meta.url)),

    server: false,
    logRouteRegistration: null,
    routes: [
      {
        path: '/',
        aliases: aliasesOf(routes),
        bodyParsers: false,
        mergeParams: false,
        logging: false,
      },
    ],
  },
  actions: { listAliases: false, addRoute: false, removeRoute: false },
  methods: {
    httpHandler: enter,
    parseQueryString: splitUrl,
    aliasHandler: answer,
    sendError: fail,
    errorHandler: fail,
  },
  events: {
    [mypageChanged](this: Gateway, ctx: Context<MypageChanged>) {
      this.streams.tell(ctx.params.rows);
      this.queues.changed(ctx.params.rows);
    },
    '$node.connected'(this: Gateway, ctx: Context<NodeConnected>) {
      this.newcomers.met(ctx.params);
    },
  },
  created(this: Gateway) {
    const { auth, selfService } = this.settings;
    this.admit = admission(auth, this.broker, selfService);
    this.notice = auth.mode === 'open' ? openNotice : undefined;
    this.pages = new Pages(this.settings.pages, auth);
    this.replays = new Replays();
    describeAll(this.broker, auth);
    this.streams = new Streams(this.settings.streams);
    this.queues = new Queues({
      readers: () => [...new Set([...this.streams.members, ...this.changes.members])],
      waiting: (asked) => this.broker.call<MypageView[], WaitingParams>('mypage.waiting', asked),
      tell: (rows) => {
        this.streams.tell(rows);
        this.changes.tell(rows);
      },
      warn: (text) => this.logger.warn(text),
    });
    this.newcomers = new Newcomers(() => {
      this.streams.startAnew();
      this.changes.refresh();
    });
  },
  async started(this: Gateway) {
    const { patienceMs } = this.settings;
    if (patienceMs > 0) await this.broker.waitForServices(behind, patienceMs).catch(() => {});
    this.server = await listen(this.httpHandler, this.settings);
    this.url = urlOf(this.server);
    this.logger.info(`Listening on ${this.url}`);
  },
  async drain(this: Gateway) {
    this.streams.end();
    await Promise.all([this.drainGrpc(), this.server && close(this.server, this.settings)]);
  },
  async stopped(this: Gateway) {
    this.newcomers.end();
    this.queues.end();
    this.streams.end();
    if (this.server?.listening) await close(this.server, this.settings);
    this.server?.closeAllConnections();
  },
});

const openNotice = 'Open: whoever reaches this address may do everything. AUTH=oidc lets only those in who sign in.';
