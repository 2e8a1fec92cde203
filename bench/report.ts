export function heading(text: string): void {
  console.log(`\n${text}`);
}

/** A line of the report; `target` is what it should be. */
export function row(name: string, value: string, target?: string): void {
  console.log(`  ${name.padEnd(44)}${value}${target ? `   (target ${target})` : ''}`);
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function delays({ p50, p99 }: { readonly p50: number; readonly p99: number }): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
}
