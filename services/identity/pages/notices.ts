import { Html, html } from '../../../mixins/html.ts';
import type { Page } from './page.ts';
import { type Language, texts } from './texts.ts';

/** `form`: the provider's own markup, whose form the buttons belong to. */
export function signOutPage(language: Language, form: string): Page {
  const say = texts[language];
  const body = html`${new Html(form)}
<button form="op.logoutForm" name="logout" value="yes" autofocus>${say.signOut}</button>
<button class="other" form="op.logoutForm">${say.stay}</button>`;
  return { language, title: say.signOutTitle, body };
}

export function signedOutPage(language: Language): Page {
  const say = texts[language];
  return { language, title: say.signedOutTitle, body: html`<p>${say.signedOut} <a href="/">${say.toLibrary}</a></p>` };
}

export function expiredPage(language: Language): Page {
  const say = texts[language];
  return { language, title: say.expiredTitle, body: html`<p>${say.expired} <a href="/">${say.toLibrary}</a></p>` };
}

/** `error`: the error's name in the words of OAuth, for whoever helps. */
export function errorPage(language: Language, error: string): Page {
  const say = texts[language];
  return { language, title: say.errorTitle, body: html`<p>${say.error} <code>${error}</code></p>` };
}
