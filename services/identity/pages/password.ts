import { html } from '../../../mixins/html.ts';
import { passwordRule } from '../identity.api.contract.ts';
import type { Page } from './page.ts';
import { type Language, texts } from './texts.ts';

/** Why a password was not changed: of the present one, or the name, it is not told which. */
export type NotChanged = 'refused' | 'wrongLength' | 'unlike';

export function passwordPage(language: Language, { name, fault }: { name: string; fault?: NotChanged }): Page {
  const { passwords: say, ...shared } = texts[language];
  const length = html`minlength="${String(passwordRule.min)}" maxlength="${String(passwordRule.max)}"`;
  const body = html`${fault && html`<p id="fault" role="alert">${say.faults[fault]}</p>`}
<form method="post">
<label for="name">${shared.name}</label>
<input id="name" name="name" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false"
 required maxlength="64"${name === '' && html` autofocus`}>
<label for="present">${say.present}</label>
<input id="present" name="present" type="password" autocomplete="current-password" required
 maxlength="${String(passwordRule.max)}"${name !== '' && html` autofocus`}>
<label for="chosen">${say.chosen}</label>
<input id="chosen" name="chosen" type="password" autocomplete="new-password" required ${length} aria-describedby="rule">
<p id="rule">${say.rule}</p>
<label for="again">${say.again}</label>
<input id="again" name="again" type="password" autocomplete="new-password" required ${length}>
<button>${say.change}</button>
</form>
<p><a href="/app/">${shared.toLibrary}</a></p>`;
  return { language, title: say.title, body, switchable: true };
}

export function passwordChangedPage(language: Language): Page {
  const { passwords: say, ...shared } = texts[language];
  const body = html`<p>${say.changed} <a href="/app/">${shared.toLibrary}</a></p>`;
  return { language, title: say.changedTitle, body };
}
