import type { GrpcService } from '../../mixins/system.ts';

/** The rentals for programs that speak gRPC. */
export const rentalsOverGrpc = {
  proto: new URL('rental/rental.proto', import.meta.url),
  name: 'yeyak.library.v1.Rentals',
  methods: {
    reserve: 'rental.reserve',
    transition: 'rental.transition',
    get: 'rental.get',
    watch: { watches: 'mypage' },
  },
} as const satisfies GrpcService;
