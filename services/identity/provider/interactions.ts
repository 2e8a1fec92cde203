import { text } from 'node:stream/consumers';
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { consentPage } from '../pages/consent.ts';
import { expiredPage } from '../pages/notices.ts';
import { answerPage, languageOf } from '../pages/page.ts';
import { signInPage } from '../pages/sign-in.ts';
import type { SignIn } from '../sign-in.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

const path = /^\/interaction\/[\w-]{1,64}$/;

/**
 * The pages in which people answer the provider: who they are, and whether another system may act for them. The
 * provider's cookie ties them to the browser that has asked.
 */
export function interactions(provider: Provider, signIn: SignIn) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (!path.test(ctx.path)) return next();
    const { req, res } = ctx;
    try {
      const interaction = await provider.interactionDetails(req, res);
      if (ctx.method === 'POST') await answer(interaction, new URLSearchParams(await text(req)));
      else await ask(interaction);
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      answerPage(ctx, 400, expiredPage(languageOf(ctx)));
    }

    async function ask({ prompt, params, session }: Interaction, refused?: { name: string }): Promise<void> {
      const language = languageOf(ctx, params.ui_locales);
      const client = await provider.Client.find(String(params.client_id));
      const target = new URL(String(params.redirect_uri)).origin;
      const page =
        prompt.name === 'login'
          ? signInPage(language, { name: refused?.name ?? '', refused: refused !== undefined })
          : consentPage(language, { client: client?.clientName ?? '', account: session?.accountId ?? '', target });
      answerPage(ctx, refused ? 403 : 200, page, target);
    }

    async function answer(interaction: Interaction, form: URLSearchParams): Promise<void> {
      if (form.has('cancel')) return finish({ error: 'access_denied', error_description: 'the person said no' });
      if (interaction.prompt.name !== 'login') return finish({ consent: { grantId: await grant(interaction) } });
      const name = form.get('name') ?? '';
      const password = form.get('password') ?? '';
      const accountId = await signIn.check({ name, password, address: ctx.ip });
      return accountId ? finish({ login: { accountId } }) : ask(interaction, { name });
    }

    async function grant({ params, session, grantId }: Interaction): Promise<string> {
      const known = grantId ? await provider.Grant.find(grantId) : undefined;
      const given = known ?? new provider.Grant({ accountId: session?.accountId, clientId: String(params.client_id) });
      given.addOIDCScope('openid');
      return given.save();
    }

    async function finish(result: Parameters<Provider['interactionResult']>[2]): Promise<void> {
      const location = await provider.interactionResult(req, res, result, {
        mergeWithLastSubmission: !('error' in result),
      });
      ctx.status = 303;
      ctx.redirect(location);
    }
  };
}
