/** How a name stands in names of variables: `screening.mypage` is `SCREENING_MYPAGE`. */
export function inVariables(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}
