import { html } from '../../../mixins/html.ts';
import type { Page } from './page.ts';
import { type Language, texts } from './texts.ts';

/** `refused`: the attempt before was; the page says the same whatever the reason was. */
export function signInPage(language: Language, { name, refused }: { name: string; refused: boolean }): Page {
  const say = texts[language];
  const describedBy = refused && html` aria-describedby="refused"`;
  const body = html`${refused && html`<p id="refused" role="alert">${say.refused}</p>`}
<form method="post">
<label for="name">${say.name}</label>
<input id="name" name="name" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false"
 required maxlength="64"${describedBy}${name === '' && html` autofocus`}>
<label for="password">${say.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required
 maxlength="128"${describedBy}${name !== '' && html` autofocus`}>
<button>${say.signIn}</button>
<button class="other" name="cancel" value="yes" formnovalidate>${say.cancel}</button>
</form>`;
  return { language, title: say.signInTitle, body, switchable: true };
}
