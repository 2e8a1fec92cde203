/**
 * Reads a decision table: the first line names the columns after a corner, each other line a row. Cells are
 * parted by two spaces or more.
 * @returns the cells by row and column
 * @throws Error when a row has a cell too few or too many, so that no pair goes unspecified
 */
export function readTable(text: string): Map<string, Record<string, string>> {
  const [[, ...columns] = [], ...rows] = text
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/))
    .filter(([first]) => first !== '');
  return new Map(
    rows.map(([row = '', ...cells]) => {
      if (cells.length !== columns.length) throw new Error(`"${row}" has ${cells.length} of ${columns.length} cells`);
      return [row, Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))];
    }),
  );
}
