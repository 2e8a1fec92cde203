/** What all pictures have in common: the text that Mermaid draws. */

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
}

/** A flowchart as a block of Markdown: from left to right, or from the top down. */
export function flowchart(lines: readonly string[], direction: 'LR' | 'TB' = 'LR'): string {
  return ['```mermaid', `flowchart ${direction}`, ...lines.map((line) => `  ${line}`), '```'].join('\n');
}

/** One arrow for all edges between two nodes; `arrowOf` is told their names. */
export function arrows(edges: readonly Edge[], arrowOf: (names: string) => string): string[] {
  const between = Map.groupBy(
    edges.filter(({ from, to }) => from !== to),
    ({ from, to }) => `${idOf(from)} ${idOf(to)}`,
  );
  return Array.from(between, ([ends, some]) => {
    const [from, to] = ends.split(' ');
    const names = [...new Set(some.flatMap((edge) => edge.names))];
    return `${from} ${arrowOf(shortened(names))} ${to}`;
  });
}

/** Mermaid takes letters, digits and underscores. */
export function idOf(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9]/g, '_');
}

/** As many as can be read on an arrow. */
function shortened(names: readonly string[]): string {
  const most = 6;
  return names.length <= most ? names.join(', ') : `${names.slice(0, most - 1).join(', ')}, …`;
}
