import { commandsFor } from 'yeyak/mixins/console.ts';
import { defineSystem } from 'yeyak/mixins/system.ts';
import { marketingActions, marketingEvents } from './marketing.contract.ts';

/** Joins a running system by subscribing, and leaves by being stopped. */
export default defineSystem({
  name: 'marketing',
  title: { en: 'Marketing', ko: '마케팅' },
  about: { en: 'Asks popular hospitals to add places.', ko: '인기 있는 병원에 검진 인원을 늘려 달라고 요청합니다.' },
  mount: '/marketing',
  services: { 'marketing.popularity': () => import('./marketing.service.ts') },
  domains: {
    'marketing.popularity': {
      kind: 'supporting',
      en: 'tells hospitals where places are missing; screenings go on without it',
      ko: '자리가 모자란 병원을 알려 주며, 없어도 검진 예약은 계속됨',
    },
  },
  required: [],
  optional: [],
  actions: marketingActions,
  routes: [],
  events: marketingEvents,
  tags: {},
  duties: [],
  variables: {},
  commands: commandsFor(marketingActions, [
    {
      command: 'popular',
      description: 'Days of hospitals, with who was refused and the places that were asked for',
      async run(call) {
        const { rows } = await call('marketing.popularity.list', { pageSize: 100 });
        const lines = rows.map(
          ({ id, completed, refused, asked }) =>
            `${id}  ${completed} booked, ${refused} refused, ${asked} places asked for`,
        );
        return lines.join('\n') || 'Nobody has asked for a screening.';
      },
    },
  ]),
  storyOf: ({ subject }) => subject,
});
