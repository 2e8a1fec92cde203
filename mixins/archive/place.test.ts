import assert from 'node:assert/strict';
import { contextOfEvent, dayOf, nameOf, partNamed } from './place.ts';

describe('The place of an event in an archive', () => {
  it('is the day of the event and its context', () => {
    assert.equal(dayOf({ time: '2026-11-26T23:59:59.999Z' }), '2026-11-26');
    assert.equal(contextOfEvent({ type: 'screening.hospital.held' }), 'screening');
  });

  it('leads to no other folder, whatever strangers publish', () => {
    assert.equal(dayOf({ time: '../../etc/passwd' }), 'undated');
    assert.equal(contextOfEvent({ type: '../x.y' }), 'other');
    assert.equal(contextOfEvent({ type: '/etc' }), 'other');
  });

  it('is read from the name of a file, which other files do not have', () => {
    for (const part of [
      { context: 'library', number: 1 },
      { context: 'book-market', number: 12 },
    ])
      assert.deepEqual(partNamed(nameOf(part)), part);
    for (const name of ['library.json', 'library.0.jsonl', '.jsonl', 'archive.lock', 'Library.jsonl'])
      assert.equal(partNamed(name), undefined, name);
  });
});
