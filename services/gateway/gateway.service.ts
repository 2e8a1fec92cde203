import { fileURLToPath } from 'node:url';
import type { Context } from 'moleculer';
import ApiGateway from 'moleculer-web';
import { defineService } from '../../mixins/schema.ts';
import { type MypageChanged, mypageChanged } from '../library/mypage/mypage.contract.ts';
import { Pages } from './pages/site.ts';
import { answer, enter, fail, type Gateway, splitUrl } from './request.ts';
import { aliasesOf, routes } from './routes.ts';
import { close, listen, urlOf } from './server.ts';
import { defaultStreamLimits, Streams } from './stream/streams.ts';

/** The way in over HTTP. It knows no rule of any domain. */
export default defineService({
  name: 'gateway',
  mixins: [ApiGateway],
  settings: {
    host: '127.0.0.1',
    /** 0 takes a free one; the running service's `url` tells which. */
    port: 3000,
    /** Bytes. */
    bodyLimit: 65_536,
    /** Milliseconds that requests under way have when the service stops. */
    graceMs: 1_000,
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
    },
    /** It may have told of changes before it knew this node. */
    '$node.connected'(this: Gateway, ctx: Context<NodeConnected>) {
      if (ctx.params.node.services.some(({ name }) => name === 'mypage')) this.streams.startAnewSoon();
    },
  },
  created(this: Gateway) {
    this.pages = new Pages(this.settings.pages);
    this.streams = new Streams(this.settings.streams);
  },
  async started(this: Gateway) {
    this.server = await listen(this.httpHandler, this.settings);
    this.url = urlOf(this.server);
    this.logger.info(`Listening on ${this.url}`);
  },
  async stopped(this: Gateway) {
    this.streams.end();
    if (this.server) await close(this.server, this.settings.graceMs);
  },
});

interface NodeConnected {
  readonly node: { readonly services: readonly { readonly name: string }[] };
}
