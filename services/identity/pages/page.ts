import type { KoaContextWithOIDC } from 'oidc-provider';
import { type Html, html } from '../../../mixins/html.ts';
import { style, styleSource } from './style.ts';
import { type Language, languages, texts } from './texts.ts';

type Ctx = Pick<KoaContextWithOIDC, 'query' | 'acceptsLanguages' | 'set' | 'response'>;

/** As asked for in the address, else by the application (`ui_locales`), else by the browser; English otherwise. */
export function languageOf(ctx: Ctx, uiLocales?: unknown): Language {
  const asked = [ctx.query.lang, ...String(uiLocales ?? '').split(' ')].map((tag) => String(tag).slice(0, 2));
  const known = asked.map((tag) => languages.find((language) => language === tag)).find(Boolean);
  return known ?? (ctx.acceptsLanguages('en', 'ko') === 'ko' ? 'ko' : 'en');
}

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** For pages that can be asked for again. */
  readonly switchable?: boolean;
}

/** A page without script that stands alone: it works wherever a browser has forms. */
export function document({ language, title, body, switchable = false }: Page): string {
  const other = language === 'ko' ? 'en' : 'ko';
  return `<!DOCTYPE html>${
    html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Yeyak</title>
<link rel="icon" href="data:,">
`.text
  }<style>${style}</style>${
    html`
</head>
<body>
<main>
<h1>${title}</h1>
${body}
${switchable && html`<nav><a href="?lang=${other}" lang="${other}" hreflang="${other}">${texts[language].otherLanguage}</a></nav>`}
</main>
</body>
</html>`.text
  }`;
}

/** `target`: the origin that answering the page leads to, besides the gateway's own. */
export function answerPage(ctx: Ctx, status: number, page: Page, target = ''): void {
  ctx.response.status = status;
  ctx.response.type = 'html';
  ctx.set('Content-Security-Policy', contentSecurityPolicy(target));
  ctx.set('Content-Language', page.language);
  ctx.response.body = document(page);
}

/** `script-src` gets the hash of the provider's own script where it has one. */
export function contentSecurityPolicy(target = ''): string {
  return [
    "default-src 'none'",
    "script-src 'none'",
    `style-src ${styleSource}`,
    'img-src data:',
    `form-action 'self' ${target}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
