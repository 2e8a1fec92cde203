import type { Fault, FileForm } from '../../services/library/book/catalogue/reading.ts';
import type { ImportSummary } from '../../services/library/book/catalogue/summary.ts';

/** The summary of an import, for people. */
export function describe(summary: ImportSummary): string {
  const { rows, added, changed, unchanged, refused, repaired } = summary;
  const lines = [
    `Read as ${formOf(summary.form)}.`,
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
  if (summary.refusals.some(({ reason }) => reason.startsWith(undecodable)))
    lines.push('If the file has another encoding, name it: --encoding windows-1252. Or save it as UTF-8.');
  return lines.join('\n');
}

const undecodable: Fault = 'bytes that are no text in the encoding of the file';

const separatorNames: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

function formOf({ encoding = 'utf-8', separator = ',' }: FileForm): string {
  const name = encoding === 'cp949' ? 'CP949 (EUC-KR)' : encoding.toUpperCase();
  return `${name}, columns separated by ${separatorNames[separator] ?? separator}`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
