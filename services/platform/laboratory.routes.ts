import { route } from '../../mixins/system.ts';

const disturbs =
  'stop a service, make payment slow, fail or hang, or cut NATS off {service, way, seconds}; where SANDBOX is on';
const loads = 'let members reserve, and judge what is there then {members, seconds} or {preset}; where SANDBOX is on';

/** What administrators ask of the outage laboratory, over HTTP. */
export const laboratoryRoutes = [
  route('GET /admin/laboratory', 'operations.laboratory', {}, 'what is disturbed on purpose, and what can be'),
  route('POST /admin/laboratory/disturb', 'operations.disturb', {}, disturbs),
  route('POST /admin/laboratory/load', 'operations.load', {}, loads),
  route('POST /admin/laboratory/calm', 'operations.calm', {}, 'end every disturbance and the load now', {
    bodiless: true,
  }),
] as const;
