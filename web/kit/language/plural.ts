/** Chooses the form of a word by its number; `#` stands for the number itself. */
export function plural(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}

/** `1st`, `2nd`: the forms are the endings. */
export function ordinal(locale: string, endings: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(locale, { type: 'ordinal' });
  return (count) => `${count}${endings[rules.select(count)] ?? endings.other}`;
}

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
