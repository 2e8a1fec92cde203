import type { Permissions, System } from '../../mixins/system.ts';

/** What the platform leaves to the duties of systems. All else of it, such as accounts, is for admins. */
const openToDuties = ['payment.list', 'payment.get'] as const;

type OpenAction = (typeof openToDuties)[number];

/**
 * What the duties of these systems may do with the platform's services, by action.
 * @throws when a duty claims what the platform does not leave to duties; it names the system, the duty and the action
 */
export function rightsOf(
  systems: readonly Pick<System, 'name' | 'duties'>[],
): Readonly<Record<OpenAction, Permissions>> {
  const duties = systems.flatMap(({ name, duties }) => duties.map((duty) => ({ system: name, ...duty })));
  for (const { system, role, onPlatform = {} } of duties)
    for (const action of Object.keys(onPlatform))
      if (!(openToDuties as readonly string[]).includes(action))
        throw new Error(
          `The duty ${role} of ${system} claims ${action}. Duties may have ${openToDuties.join(' and ')}.`,
        );
  const mayOf = (action: OpenAction): Permissions =>
    Object.fromEntries(
      duties.flatMap(({ role, onPlatform }) => {
        const scope = onPlatform?.[action];
        return scope ? [[role, scope]] : [];
      }),
    );
  return { 'payment.list': mayOf('payment.list'), 'payment.get': mayOf('payment.get') };
}
