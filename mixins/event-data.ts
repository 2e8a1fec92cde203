import fastest from 'fastest-validator';
import type { Envelope } from './kernel/event.ts';

/** Its types are those of a module with a default export, which it is not. */
const Validator = fastest as unknown as typeof fastest.default;

/** What the data of an event must have at least, in fastest-validator's words; what they do not name may be there too. */
export type DataRules = Readonly<Record<string, object>>;

/** Tells in words what is wrong with an event's data; nothing when they keep the rules. */
export type DataCheck = (event: Pick<Envelope, 'data'>) => string | undefined;

/** Without rules any data are right. */
export function dataCheck(rules: DataRules | undefined): DataCheck {
  if (!rules) return () => undefined;
  const check = new Validator().compile({ ...rules }) as (data: unknown) => true | readonly Finding[];
  return ({ data }) => {
    const findings = check(data);
    return findings === true ? undefined : findings.map(({ message }) => message).join(' ');
  };
}

interface Finding {
  readonly message?: string;
}
