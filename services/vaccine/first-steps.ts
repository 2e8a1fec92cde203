import { daysAfter } from '../../mixins/days.ts';
import type { FirstSteps } from '../../mixins/system.ts';
import { callStock } from './stock/stock.contract.ts';

const samples = { Pfizer: 100, Moderna: 80, Janssen: 50 } as const;

export const vaccineFirstSteps: FirstSteps = {
  page: '/app/vaccine',
  first: 'book a day of vaccination',
  async bringSamples(broker) {
    const { vaccines } = await callStock(broker, 'vaccine.stock.show', {});
    if (vaccines.length > 0) return;
    for (const [vaccineType, quantity] of Object.entries(samples))
      await callStock(broker, 'vaccine.stock.fill', { vaccineType, quantity });
  },
  steps({ url, json, today }) {
    const reserveDate = daysAfter(today, 30);
    const person = { userName: 'Kim', userRegNumber: '900101-1234567' };
    const booking = { ...person, userPhone: '010-1234-5678', reserveDate };
    return [
      ['Vaccination', `curl ${url}/vaccine/user/date ${json} '${JSON.stringify(person)}'`],
      ['Booking', `curl -i ${url}/vaccine/user/reserve ${json} '${JSON.stringify(booking)}'`],
    ];
  },
};
