/** A person who has a live reservation is bound by another one, too. */

import { replace } from '../../../../mixins/seam.ts';
import { type User, type UserCommand, user } from '../../user/user.ts';

replace<[UserCommand, User], ReturnType<typeof user.decide>>(user, 'decide', (decide) => (command, person) => {
  const isBound = command.type === 'engage' && person.state === 'engaged';
  return decide(command, isBound ? { state: 'idle', over: person.over } : person);
});
