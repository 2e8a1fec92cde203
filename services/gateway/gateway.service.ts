import { fileURLToPath } from 'node:url';
import type { Context, ServiceSchema } from 'moleculer';
import ApiGateway from 'moleculer-web';
import { rolesOf } from '../../mixins/roles.ts';
import { runtimeOf } from '../../mixins/runtime.ts';
import { defineService, keeps, type Mixin } from '../../mixins/schema.ts';
import { admission } from './admission.ts';
import { describeAll } from './builtin-endpoints.ts';
import { grpc } from './grpc/grpc.mixin.ts';
import { countRequests } from './http.metrics.ts';
import { rateLimited } from './limits/rate-limit.mixin.ts';
import { type Offer, offerOf } from './offer.ts';
import { Pages } from './pages/site.ts';
import { Replays } from './replays.ts';
import { answer, enter, fail, type Gateway, splitUrl } from './request.ts';
import { aliasesOf } from './resources.ts';
import { close, listen, urlOf } from './server.ts';
import { queuesOf } from './stream/queues.ts';
import { defaultStreamLimits, limitsOf, type Row, Streams } from './stream/streams.ts';
import { type NodeConnected, ViewNodeWatcher } from './stream/view-node-watcher.ts';

/** The way in over HTTP. It knows no rule of any domain. */
export default defineService({
  name: 'gateway',
  mixins: [ApiGateway as Mixin, rateLimited, grpc, keeps<Gateway>()],
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
    routes: [],
  },
  metadata: { turnsAway: true },
  actions: {
    ...{ listAliases: false, addRoute: false, removeRoute: false },
    // The address tells whose page it is: a trace has the route instead, as soon as that is known.
    rest: { tracing: { tags: { params: false }, spanName: () => 'HTTP' } },
  },
  methods: {
    httpHandler: enter,
    parseQueryString: splitUrl,
    aliasHandler: answer,
    sendError: fail,
    errorHandler: fail,
  },
  events: {
    '$node.connected'(ctx: Context<NodeConnected>) {
      this.viewNodes.nodeConnected(ctx.params);
    },
  },
  /** Before moleculer-web reads its routes and the broker the events: what systems declare decides both. */
  merged(schema: ServiceSchema) {
    const { systems, settings } = runtimeOf(this.broker);
    this.offer = offerOf(systems, settings);
    const aliases = aliasesOf(this.offer.routes);
    const pathToRegexpOptions = { sensitive: true, trailing: false };
    const routes = [
      { path: '/', aliases, pathToRegexpOptions, bodyParsers: false, mergeParams: false, logging: false },
    ];
    schema.settings = { ...schema.settings, routes } as never;
    for (const { view } of this.offer.live) {
      schema.events = { ...schema.events, [`${view}.changed`]: tellChanges(view) as never };
    }
  },
  created() {
    const { auth, selfService } = this.settings;
    this.admit = admission(auth, this.offer.access, this.broker, selfService);
    this.notice = auth.mode === 'open' ? openNotice : undefined;
    this.pages = new Pages(this.settings.pages, auth, rolesOf(runtimeOf(this.broker).systems).ofPeople);
    this.replays = new Replays();
    this.counted = countRequests(this.broker.metrics);
    describeAll(this.broker, auth, this.offer);
    const { live } = this.offer;
    const { streams } = this.settings;
    this.streams = new Map(live.map((one) => [one.view, new Streams(limitsOf(one, streams), one.owner)]));
    this.queues = new Map(live.flatMap((view) => queuesOf(view, this)));
    this.viewNodes = new ViewNodeWatcher([...this.streams.keys()], () => {
      for (const streams of this.streams.values()) streams.startAnew();
      for (const changes of this.changes.values()) changes.refresh();
    });
  },
  async started() {
    const { patienceMs } = this.settings;
    if (patienceMs > 0) await this.broker.waitForServices(requiredOf(this.offer), patienceMs).catch(() => {});
    this.server = await listen(this.httpHandler, this.settings);
    this.url = urlOf(this.server);
    this.logger.info(`Listening on ${this.url}`);
  },
  async drain() {
    endStreams(this);
    await Promise.all([this.drainGrpc(), this.server && close(this.server, this.settings)]);
  },
  async stopped() {
    this.viewNodes.end();
    for (const queues of this.queues.values()) queues.end();
    endStreams(this);
    if (this.server?.listening) await close(this.server, this.settings);
    this.server?.closeAllConnections();
  },
});

/** Hands the changes of a view to those who read it here. */
function tellChanges(view: string) {
  return function (this: Gateway, ctx: Context<{ readonly rows: readonly Row[] }>): void {
    this.streams.get(view)?.tell(ctx.params.rows);
    this.changes.get(view)?.tell(ctx.params.rows);
    this.queues.get(view)?.changed(ctx.params.rows);
  };
}

function requiredOf({ services }: Offer): string[] {
  return services.filter(({ required }) => required).map(({ name }) => name);
}

function endStreams({ streams }: Gateway): void {
  for (const each of streams.values()) each.end();
}

const openNotice = 'Open: whoever reaches this address may do everything. AUTH=oidc lets only those in who sign in.';
