import type { Notice, Notices } from '../../mixins/notices.ts';
import type { reservationEvents } from './reservation/reservation.contract.ts';

interface Booked {
  readonly userId: string;
  readonly reserveDate: string;
}

/** What a person is told at each change of their reservation. Who they are is known by a random id alone. */
export const vaccineNotices: Notices<typeof reservationEvents> = {
  'vaccine.reservation.reserved': notice('Reserved', ({ reserveDate }) => ({
    en: `You are booked for a vaccination on ${reserveDate}.`,
    ko: `${reserveDate} 백신 접종이 예약되었습니다.`,
  })),
  'vaccine.reservation.assigned': notice('Assigned', ({ reserveDate, vaccineType }: Booked & Dose) => ({
    en: `Your vaccine on ${reserveDate} is ${vaccineType}.`,
    ko: `${reserveDate} 접종 백신은 ${vaccineType}입니다.`,
  })),
  'vaccine.reservation.exhausted': notice('Refused', ({ reserveDate }) => ({
    en: `There is no vaccine left for your booking on ${reserveDate}: it is over, and you may book again.`,
    ko: `${reserveDate} 예약에 배정할 백신이 없어 예약이 종료되었습니다. 다시 예약하실 수 있습니다.`,
  })),
  'vaccine.reservation.abandoned': {
    ...notice('NotReserved', ({ reserveDate }) => ({
      en: `Your booking on ${reserveDate} could not be made, and nothing is held. You may book again.`,
      ko: `${reserveDate} 예약이 이루어지지 않았습니다. 다시 예약하실 수 있습니다.`,
    })),
    // Where there is a reason, the answer has said it.
    to: ({ userId, reason }) => (reason === undefined ? userId : undefined),
  },
  'vaccine.reservation.cancelled': notice('Cancelled', ({ reserveDate }) => ({
    en: `Your booking on ${reserveDate} is cancelled.`,
    ko: `${reserveDate} 예약이 취소되었습니다.`,
  })),
  'vaccine.reservation.injected': notice('Injected', ({ reserveDate, vaccineType }: Booked & Dose) => ({
    en: `You were vaccinated with ${vaccineType} on ${reserveDate}.`,
    ko: `${reserveDate} ${vaccineType} 백신 접종을 마쳤습니다.`,
  })),
};

interface Dose {
  readonly vaccineType: string;
}

function notice<Data extends Booked>(status: string, text: Notice<Data>['text']): Notice<Data> {
  return { status, to: ({ userId }) => userId, text };
}
