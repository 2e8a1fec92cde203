import { html } from '../../../mixins/html.ts';
import type { Page } from './page.ts';
import { type Language, texts } from './texts.ts';

export interface Consent {
  /** The name of the system that asks. */
  readonly client: string;
  /** Who is asked. */
  readonly account: string;
  /** Where the answer goes. */
  readonly target: string;
}

export function consentPage(language: Language, { client, account, target }: Consent): Page {
  const say = texts[language];
  const body = html`<p>${say.consent(client, account, target)}</p>
<form method="post">
<button name="allow" value="yes">${say.allow}</button>
<button class="other" name="cancel" value="yes">${say.cancel}</button>
</form>`;
  return { language, title: say.consentTitle(client), body, switchable: true };
}
