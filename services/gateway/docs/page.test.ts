import assert from 'node:assert/strict';
import { offer } from '../../../test/support/offer.ts';
import { openApi } from '../openapi/document.ts';
import { docsPage, docsPolicy } from './page.ts';
import { style } from './style.ts';

describe('The page of the API', () => {
  const document = openApi(offer, { mode: 'open' }) as {
    paths: object;
    info: object;
    components: { schemas: object };
  };
  const page = docsPage(document);

  it('tells of every path and every schema', () => {
    for (const path of Object.keys(document.paths)) assert.ok(page.includes(`<code>${path}</code>`), path);
    for (const name of Object.keys(document.components.schemas)) assert.ok(page.includes(`id="schema-${name}"`), name);
  });

  it('links to what is there', () => {
    const targets = Array.from(page.matchAll(/href="#([^"]+)"/g), ([, id]) => id);
    assert.ok(targets.length > 50);
    for (const id of new Set(targets)) assert.ok(page.includes(` id="${id}"`), id);
  });

  it('has no script, and only the style that its policy knows', () => {
    assert.doesNotMatch(page, /<script|javascript:| on\w+=| style=/i);
    assert.equal(page.split('<style>').length, 2);
    assert.ok(page.includes(`<style>${style}</style>`));
    assert.match(docsPolicy, /default-src 'none'; style-src 'sha256-/);
  });

  it('shows markup as the text that it is', () => {
    const named = docsPage({ ...document, info: { ...document.info, title: '<b>"&' } });
    assert.ok(named.includes('&#60;b&#62;&#34;&#38;'));
    assert.ok(!named.includes('<b>'));
  });
});
