import { commandsFor } from '../../mixins/console.ts';
import { identityActions } from './identity.api.contract.ts';
import { personRoles, roles } from './identity.contract.ts';

/** A member is a person. */
const clientRoles = roles.filter((role) => role !== 'member');

/** Who can sign in, which other systems get tokens, and the keys that sign these. */
export const identityCommands = commandsFor(identityActions, [
  {
    command: 'account <id> [role]',
    description: 'Adds a person who can sign in: member, librarian or admin',
    async run(call, { id = '', role = 'member' }) {
      const known = personRoles.find((one) => one === role);
      if (!known) return `Say a role that there is: account ${id} ${personRoles.join(' | ')}`;
      const account = await call('identity.register', { id, role: known });
      return `${account.id} can sign in as ${account.role}, with the password ${account.password}. It is shown this once.`;
    },
  },
  {
    command: 'client <id> [role]',
    description: 'Adds another system that gets tokens: kiosk, librarian or admin',
    async run(call, { id = '', role = 'librarian' }) {
      const known = clientRoles.find((one) => one === role);
      if (!known) return `Say a role that there is: client ${id} ${clientRoles.join(' | ')}`;
      const client = await call('identity.addClient', { id, role: known });
      return `${client.id} gets tokens as ${client.role}, with the secret ${client.secret}. It is shown this once.`;
    },
  },
  {
    command: 'rotate-keys',
    description: 'Signs tokens with a new key from now on',
    async run(call) {
      const { signing, old } = await call('identity.rotateKeys', {});
      return `Tokens are signed with key ${signing}; ${old.length} older ones verify until their tokens end.`;
    },
  },
]);
