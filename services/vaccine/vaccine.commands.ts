import { ulid } from 'ulid';
import { commandsFor } from '../../mixins/console.ts';
import { hospitalActions } from './hospital/hospital.contract.ts';
import { type ReservationView, reservationActions } from './reservation/reservation.contract.ts';
import { type StockView, stockActions } from './stock/stock.contract.ts';
import { userActions } from './user/user.api.contract.ts';

/** What a person and the staff of the hospital do. */
export const vaccineCommands = commandsFor(
  { ...userActions, ...hospitalActions, ...stockActions, ...reservationActions },
  [
    {
      command: 'vaccine-book <userName> <userRegNumber> <userPhone> <reserveDate>',
      description: 'Books a day for a vaccination (백신 예약)',
      run: async (call, { userName = '', userRegNumber = '', userPhone = '', reserveDate = '' }) =>
        describe(await call('vaccine.user.reserve', { id: ulid(), userName, userRegNumber, userPhone, reserveDate })),
    },
    {
      command: 'vaccine-cancel <userName> <userRegNumber>',
      description: "Cancels a person's live booking (예약 취소)",
      run: async (call, { userName = '', userRegNumber = '' }) =>
        describe(await call('vaccine.user.cancel', { userName, userRegNumber })),
    },
    {
      command: 'vaccine-inject <reservationId>',
      description: 'Records a vaccination, on its day (접종)',
      run: async (call, { reservationId = '' }) => describe(await call('vaccine.hospital.inject', { reservationId })),
    },
    {
      command: 'vaccine-reseal',
      description: 'Seals personal data anew by the newest of PERSONAL_KEYS',
      run: async (call) => `Persons sealed anew: ${(await call('vaccine.user.reseal', {})).resealed}.`,
    },
    {
      command: 'vaccine-stock [vaccineType] [quantity]',
      description: 'Shows the stock, or says how many doses of a vaccine are left (백신 재고)',
      async run(call, { vaccineType, quantity }) {
        const stock = vaccineType
          ? await call('vaccine.stock.fill', { vaccineType, quantity: Number(quantity) })
          : await call('vaccine.stock.show', {});
        return shown(stock);
      },
    },
  ],
);

function describe({ id, state, status, userRegNumber, reserveDate, vaccineType }: ReservationView): string {
  const vaccine = vaccineType ? `, ${vaccineType}` : '';
  return `${id}  ${status ?? state}: ${userRegNumber} on ${reserveDate}${vaccine}`;
}

function shown({ vaccines }: StockView): string {
  if (vaccines.length === 0) return 'Nothing is in stock.';
  return vaccines
    .map(({ vaccineType, quantity, drawn }) => `${vaccineType}: ${quantity}, and ${drawn} drawn`)
    .join('\n');
}
