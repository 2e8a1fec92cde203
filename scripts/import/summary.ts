import type { ImportSummary } from '../../services/library/book/catalogue/summary.ts';

/** The summary of an import, for people. */
export function describe(summary: ImportSummary): string {
  const { rows, added, changed, unchanged, refused, repaired } = summary;
  const lines = [
    `Rows: ${count(rows)}. Added ${count(added)}, changed ${count(changed)}, ` +
      `unchanged ${count(unchanged)}, refused ${count(refused)}.`,
  ];
  if (repaired > 0) lines.push(`Taken after a repair: ${count(repaired)}.`);
  for (const [repair, { rows: times, firstLines }] of summary.repairs) {
    const more = times > firstLines.length ? ', …' : '';
    lines.push(`  ${count(times).padStart(9)}  ${repair} (line ${firstLines.join(', ')}${more})`);
  }
  if (refused > 0) lines.push('Refused:');
  for (const { line, reason } of summary.refusals) lines.push(`  line ${line}: ${reason}`);
  const unnamed = refused - summary.refusals.length;
  if (unnamed > 0) lines.push(`  and ${count(unnamed)} more; --report FILE names them all`);
  return lines.join('\n');
}

function count(number: number): string {
  return number.toLocaleString('en');
}
