import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { errorPage, signedOutPage, signOutPage } from './notices.ts';
import { answerPage, languageOf } from './page.ts';

/** The pages that the provider asks for itself. */

export function renderSignOut(ctx: KoaContextWithOIDC, form: string): void {
  const target = ctx.oidc.params?.post_logout_redirect_uri;
  const page = signOutPage(languageOf(ctx, ctx.oidc.params?.ui_locales), form);
  answerPage(ctx, 200, page, target ? new URL(String(target)).origin : '');
}

export function renderSignedOut(ctx: KoaContextWithOIDC): void {
  answerPage(ctx, 200, signedOutPage(languageOf(ctx)));
}

/** Says what kind of error it was, and nothing of what is inside. */
export function renderError(ctx: KoaContextWithOIDC, { error }: ErrorOut): void {
  answerPage(ctx, ctx.response.status, errorPage(languageOf(ctx), error));
}
