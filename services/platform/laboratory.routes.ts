import { route } from '../../mixins/system.ts';

const disturbs = 'stop a service, or make payment slow, fail or hang {service, way, seconds}; where SANDBOX is on';

/** What administrators ask of the outage laboratory, over HTTP. */
export const laboratoryRoutes = [
  route('GET /admin/laboratory', 'operations.laboratory', {}, 'what is disturbed on purpose, and what can be'),
  route('POST /admin/laboratory/disturb', 'operations.disturb', {}, disturbs),
  route('POST /admin/laboratory/calm', 'operations.calm', {}, 'end every disturbance now', { bodiless: true }),
] as const;
