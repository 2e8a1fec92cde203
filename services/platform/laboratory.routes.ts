import type { System } from '../../mixins/system.ts';

/** What administrators ask of the outage laboratory, over HTTP. */
export const laboratoryRoutes: NonNullable<System['routes']> = [
  {
    method: 'GET',
    path: '/admin/laboratory',
    action: 'operations.laboratory',
    may: {},
    about: 'what is disturbed on purpose, and what can be',
  },
  {
    method: 'POST',
    path: '/admin/laboratory/disturb',
    action: 'operations.disturb',
    may: {},
    about: 'stop a service, or make payment slow, fail or hang {service, way, seconds}; where SANDBOX is on',
  },
  {
    method: 'POST',
    path: '/admin/laboratory/calm',
    action: 'operations.calm',
    bodiless: true,
    may: {},
    about: 'end every disturbance now',
  },
];
