import type { TitleDetails } from './book.contract.ts';

/** What is absent stays as it is; `null` removes it. */
export type GivenDetails = Pick<TitleDetails, 'title'> & {
  readonly [field in Exclude<keyof TitleDetails, 'title'>]?: TitleDetails[field] | null | undefined;
};

/** The details of a title that is told these: what it is not told it keeps. */
export function merged(given: GivenDetails, { authors, isbn, year, language }: Partial<TitleDetails>): TitleDetails {
  const kept = { authors: authors ?? 'Unknown', isbn, year, language };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  const details = Object.entries({ ...kept, ...Object.fromEntries(said) });
  return Object.fromEntries(
    details.filter(([, value]) => value !== undefined && value !== null),
  ) as unknown as TitleDetails;
}

export function sameDetails(title: Partial<TitleDetails>, details: TitleDetails): boolean {
  const fields = ['title', 'authors', 'isbn', 'year', 'language'] as const;
  return fields.every((field) => title[field] === details[field]);
}
