import assert from 'node:assert/strict';
import { line, memberRule } from './rules.ts';
import { dayRule, instantRule } from './values.ts';

describe('The rule of an instant', () => {
  const taken = (text: string) => instantRule.pattern.test(text);

  it('takes the days that the calendar has, and no others', () => {
    const days = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString());
    for (const day of days) assert.ok(taken(day), day);
    for (const year of [2000, 2004, 1996, 2400]) assert.ok(taken(`${year}-02-29T00:00:00Z`), String(year));
    for (const year of [1900, 2023, 2100, 2026]) assert.ok(!taken(`${year}-02-29T00:00:00Z`), String(year));
    for (const day of ['02-30', '02-31', '04-31', '06-31', '09-31', '11-31', '00-10', '13-01', '01-00', '01-32'])
      assert.ok(!taken(`2024-${day}T00:00:00Z`), day);
  });

  it('takes what Date reads as the same instant', () => {
    for (const text of ['2026-01-31T09:00:00Z', '2026-01-31T09:00:00.123456789+09:00', '2026-12-31T23:59:59-23:59']) {
      assert.ok(taken(text), text);
      assert.ok(!Number.isNaN(Date.parse(text)), text);
    }
    for (const text of [
      '2026-01-31',
      '2026-01-31 09:00:00Z',
      '2026-01-31T24:00:00Z',
      '2026-01-31T23:59:60Z',
      '2026-01-31T09:00:00',
    ])
      assert.ok(!taken(text), text);
  });
});

describe('The rule of a day', () => {
  it('takes days that the calendar has, as it writes them, and nothing else', () => {
    for (const day of ['2027-09-09', '2028-02-29']) assert.ok(dayRule.pattern.test(day), day);
    for (const day of ['2027-02-29', '2027-02-30', '0909', '2027-9-9', '2027-09-09T00:00:00Z', ''])
      assert.ok(!dayRule.pattern.test(day), day);
  });
});

describe('The rule of a member', () => {
  it('takes the subjects of issuers', () => {
    for (const id of [
      'kim',
      'auth0|507f',
      'kim@example.com',
      '_A',
      'urn:kakao:1',
      '김민지',
      'a b',
      '😀',
      'x'.repeat(255),
    ])
      assert.match(id, memberRule.pattern);
  });

  it('is one that a browser can put on a field', () => {
    // What `pattern` becomes there (HTML, 4.10.5.3.6).
    const field = new RegExp(`^(?:${memberRule.pattern.source})$`, 'v');
    for (const id of ['kim', 'auth0|507f', '김민지', 'x'.repeat(255)]) assert.match(id, field);
    for (const id of ['', ' kim', 'a\nb', '\u202ekim', 'x'.repeat(256)]) assert.doesNotMatch(id, field);
  });

  it('takes nothing that cannot be seen', () => {
    for (const id of [
      '',
      ' ',
      ' kim',
      'kim ',
      'a\u0000',
      'a\nb',
      '\u202ekim',
      'a\u200bb',
      '\ufeffa',
      '\ud800',
      'x'.repeat(256),
    ])
      assert.doesNotMatch(id, memberRule.pattern, JSON.stringify(id));
  });
});

describe('The rule of a line of text', () => {
  it('takes text that shows something', () => {
    for (const text of ['Emma', ' Emma', '한강 시집', '\u3000소년', '😀', 'a'.repeat(4_000)])
      assert.match(text, line.pattern);
  });

  it('refuses blanks, controls, marks of direction and halves of a character', () => {
    for (const text of ['', ' ', '\u3000\u00a0', 'a\nb', 'a\u0000', '\u202egnirts', 'a\u2066b', '\ud800a', 'a\ufeff'])
      assert.doesNotMatch(text, line.pattern, JSON.stringify(text));
  });

  it('is quick with what does not fit', () => {
    const began = performance.now();
    assert.doesNotMatch(' '.repeat(100_000), line.pattern);
    assert.ok(performance.now() - began < 1_000);
  });
});
