/**
 * Says at the start what a service lacks that one of its mixins stands on.
 * @param what the part, and the mixin that gives it
 * @throws Error that names the service and the part
 */
export function demand<Service extends { readonly name: string }>(
  service: Service,
  part: keyof Service,
  what: string,
): void {
  if (service[part] === undefined) throw new Error(`The service ${service.name} lacks ${what}.`);
}
