/** A person is known to others by the number, and not by a random id. */

import { replace } from '../../../../mixins/seam.ts';
import { type Identity, People } from '../../user/person.ts';

type Registered = ReturnType<People['register']>;

replace<[Identity, string], Registered>(
  People.prototype,
  'register',
  (register) =>
    async function (this: People, identity, phone) {
      return { ...(await register.call(this, identity, phone)), userId: identity.userRegNumber };
    },
);
