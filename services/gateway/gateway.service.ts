import ApiGateway from 'moleculer-web';
import { defineService } from '../../mixins/schema.ts';
import { admission } from './admission.ts';
import { answer, enter, fail, type Gateway, splitUrl } from './request.ts';
import { aliasesOf, routes } from './routes.ts';
import { close, listen, urlOf } from './server.ts';

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
    /** Proxies of our own in front of it, whose word on the client's address counts. */
    proxies: 0,
    /** Milliseconds that requests under way have when the service stops. */
    graceMs: 1_000,
    /** Who is let in; `config/auth.ts` decides it. */
    auth: { mode: 'open' },

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
  created(this: Gateway) {
    const { auth } = this.settings;
    this.admit = admission(auth, this.broker);
    this.notice = auth.mode === 'open' ? openNotice : undefined;
  },
  async started(this: Gateway) {
    this.server = await listen(this.httpHandler, this.settings);
    this.url = urlOf(this.server);
    this.logger.info(`Listening on ${this.url}`);
  },
  async stopped(this: Gateway) {
    if (this.server) await close(this.server, this.settings.graceMs);
  },
});

const openNotice = 'Open: whoever reaches this address may do everything. AUTH=oidc lets only those in who sign in.';
