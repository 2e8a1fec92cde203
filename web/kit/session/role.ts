import { say } from '../language/language.ts';
import { registered } from '../shell/pages.ts';

/** What a role is called: by the kit, by the pages that know it, or else by its own name. */
export function nameOfRole(role: string): string {
  return (
    say.value.session.roles[role] ??
    registered.value.map((pages) => pages.roles?.()[role]).find((name) => name !== undefined) ??
    role
  );
}
