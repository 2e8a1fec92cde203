/** What stands between the fields of a file; the first one is meant where a header has none. */
const separators = [',', ';', '\t', '|'] as const;

/** The line `sep=;` with which Excel is told the separator, which is no row. */
const declaration = /^"?sep=(.)"?$/i;

export function declaredSeparator(line: string): string | undefined {
  return declaration.exec(line)?.[1];
}

/** The separator of a header: the one that stands in it most often, outside of quotes. */
export function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"?/g, '');
  const counts = separators.map((separator) => bare.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}
