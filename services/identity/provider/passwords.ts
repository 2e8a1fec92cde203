import { text } from 'node:stream/consumers';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import { type Account, changeAccount } from '../accounts.ts';
import { passwordRule } from '../identity.api.contract.ts';
import { answerPage, languageOf } from '../pages/page.ts';
import { type NotChanged, passwordChangedPage, passwordPage } from '../pages/password.ts';
import type { SignIn } from '../sign-in.ts';
import { type Artifact, endSessions } from './artifact.ts';

interface Parts {
  readonly accounts: StoreAdapter<Account>;
  readonly artifacts: StoreAdapter<Artifact>;
  readonly signIn: SignIn;
}

/**
 * The page on which people change their own password. It asks for the present one as sign-in does, and counts attempts
 * with it, so that it needs no session. All sessions end with the old password.
 */
export function passwords({ accounts, artifacts, signIn }: Parts) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (ctx.path !== '/password') return next();
    ctx.set('Cache-Control', 'no-store');
    const language = languageOf(ctx);
    if (ctx.method !== 'POST') return answerPage(ctx, 200, passwordPage(language, { name: nameIn(ctx) }));
    const form = new URLSearchParams(await text(ctx.req));
    const name = form.get('name') ?? '';
    const fault = await change(name, form);
    if (fault) return answerPage(ctx, 403, passwordPage(language, { name, fault }));
    return answerPage(ctx, 200, passwordChangedPage(language));

    async function change(name: string, form: URLSearchParams): Promise<NotChanged | undefined> {
      const password = form.get('chosen') ?? '';
      if (password !== form.get('again')) return 'unlike';
      if (password.length < passwordRule.min || password.length > passwordRule.max) return 'wrongLength';
      const id = await signIn.check({ name, password: form.get('present') ?? '', address: ctx.ip });
      if (id === undefined) return 'refused';
      await changeAccount(accounts, { id, password });
      await endSessions(artifacts, id);
      return undefined;
    }
  };
}

/** The page that leads here says who it is for. */
function nameIn({ query }: KoaContextWithOIDC): string {
  return typeof query.name === 'string' ? query.name : '';
}
