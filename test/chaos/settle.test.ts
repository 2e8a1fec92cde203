import assert from 'node:assert/strict';
import type { Evidence } from '../../mixins/proof.ts';
import { sampleEvidence } from '../../services/library/proof/sample-evidence.ts';
import { systems } from '../../services/systems.ts';
import { isSettled, settle } from './settle.ts';
import { provedBy } from './systems.ts';

const { proofs } = await provedBy(systems);
const isOver = (evidence: Evidence) => isSettled(proofs, evidence);

describe('A system is quiet', () => {
  const { signal } = new AbortController();
  const busy: Evidence = { ...sampleEvidence(), outboxes: { rental: 1 } };

  /** What is read in turn, the last again and again. */
  function reads(...all: Evidence[]) {
    let count = 0;
    const read = async () => all[Math.min(count++, all.length - 1)] as Evidence;
    return { read, count: () => count };
  }

  it('when nothing is under way twice in a row', async () => {
    const last = sampleEvidence();
    const { read } = reads(busy, sampleEvidence(), busy, sampleEvidence(), last, busy);
    assert.equal(await settle(read, { isOver, withinMs: 10_000, signal }), last);
  });

  it('never, when something is under way for ever', async () => {
    const { read, count } = reads(busy);
    assert.equal(await settle(read, { isOver, withinMs: 600, signal }), busy);
    assert.ok(count() >= 2);
  });

  it('enough, when what is waited for is there', async () => {
    const found: Evidence = { ...busy, crashes: ['rental-1'] };
    const { read } = reads(busy, found);
    const isOver = ({ crashes }: Evidence) => crashes.length > 0;
    assert.equal(await settle(read, { isOver, withinMs: 10_000, signal }), found);
  });

  it('no more, when the run is ended', async () => {
    const { read } = reads(busy);
    await assert.rejects(settle(read, { isOver, withinMs: 10_000, signal: AbortSignal.timeout(20) }), {
      name: 'AbortError',
    });
  });
});
