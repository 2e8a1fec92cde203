/** Gives the focus to a row of a list, or to the nearest one there is. */
export function focusRow(list: HTMLElement | null, index: number): void {
  const rows = list?.children ?? [];
  const row = rows[Math.max(0, Math.min(index, rows.length - 1))] as HTMLElement | undefined;
  row?.focus();
}

/** Gives the focus to the row that is so many rows on from the one that has it. */
export function moveFocus(list: HTMLElement | null, by: 1 | -1): void {
  const here = [...(list?.children ?? [])].findIndex((row) => row.contains(document.activeElement));
  focusRow(list, here + by);
}
