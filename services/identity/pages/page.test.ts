import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { consentPage } from './consent.ts';
import { errorPage, expiredPage, signedOutPage, signOutPage } from './notices.ts';
import { contentSecurityPolicy, document, languageOf, type Page } from './page.ts';
import { passwordChangedPage, passwordPage } from './password.ts';
import { signInPage } from './sign-in.ts';
import { languages } from './texts.ts';

const evil = '"><script>alert(1)</script>';

describe('The pages of signing in', () => {
  const pages = (language: (typeof languages)[number]): Page[] => [
    signInPage(language, { name: evil, refused: true }),
    signInPage(language, { name: '', refused: false }),
    consentPage(language, { client: evil, account: evil, target: evil }),
    signOutPage(language, '<form id="op.logoutForm"></form>'),
    signedOutPage(language),
    expiredPage(language),
    errorPage(language, evil),
    passwordPage(language, { name: evil, fault: 'refused' }),
    passwordChangedPage(language),
  ];

  for (const language of languages)
    it(`say in ${language} what they are, and let nothing in that was typed`, () => {
      for (const page of pages(language)) {
        const text = document(page);
        assert.match(text, new RegExp(`^<!DOCTYPE html><html lang="${language}">`));
        assert.match(text, /<title>[^<]+ · Yeyak<\/title>/);
        assert.equal(text.match(/<h1>/g)?.length, 1);
        assert.ok(!text.includes('<script'), text);
        for (const [, id] of text.matchAll(/<input id="(\w+)"/g)) assert.ok(text.includes(`<label for="${id}">`), id);
      }
    });

  it('allow their own style and nothing else', () => {
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(document(signedOutPage('en'))) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = contentSecurityPolicy('https://app.example');
    assert.ok(policy.includes(`style-src 'sha256-${hash}'`));
    assert.ok(policy.includes("default-src 'none'; script-src 'none'"));
    assert.ok(policy.includes("form-action 'self' https://app.example;"));
  });

  it('say of a refusal the same whatever its reason', () => {
    const text = document(signInPage('en', { name: 'kim', refused: true }));
    assert.match(text, /role="alert">Signing in did not work\. Check your member number and password\./);
  });

  it('are in the language that was asked for, or the one of the browser', () => {
    const language = (lang: string | undefined, locales: string | undefined, browser: string | false) =>
      languageOf({ query: { lang }, acceptsLanguages: () => browser } as never, locales);
    assert.equal(language('ko', 'en', 'en'), 'ko');
    assert.equal(language(undefined, 'fr-CA ko-KR', 'en'), 'ko');
    assert.equal(language('xx', undefined, 'ko'), 'ko');
    assert.equal(language(undefined, undefined, false), 'en');
  });
});
