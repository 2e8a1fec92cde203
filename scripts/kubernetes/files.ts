import { stringify } from 'yaml';
import { serviceNames } from '../../config/services.ts';
import type { System } from '../../mixins/system.ts';
import { workloadOf } from './workloads.ts';

/** The file that is made of the systems; all others of deploy/kubernetes are written by hand. */
export const generated = 'deploy/kubernetes/base/services.yaml';

const head =
  '# Made by `npm run kubernetes` of what the systems declare: a Deployment, a budget and an autoscaler for each service.\n';

/** What it has to be. */
export function servicesFile(systems: readonly System[]): string {
  const domains = Object.assign({}, ...systems.map((system) => system.domains)) as System['domains'];
  const personal = systems.flatMap((system) => system.personal ?? []);
  const needsOf = (service: string) => ({
    isView: domains[service]?.kind === 'view',
    isPersonal: personal.includes(service),
  });
  const objects = serviceNames(systems).flatMap((service) => workloadOf(service, needsOf(service)));
  return head + objects.map((object) => `---\n${stringify(object, { lineWidth: 0 })}`).join('');
}
