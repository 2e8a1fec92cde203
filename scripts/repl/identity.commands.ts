import type { AccountView, ClientView, KeyIds } from '../../services/identity/identity.contract.ts';
import type { Command } from './command.ts';

/** Who can sign in, which other systems get tokens, and the keys that sign these. */
export const identityCommands: readonly Command[] = [
  {
    command: 'account <id> [role]',
    description: 'Adds a person who can sign in: member, librarian or admin',
    async run(call, { id, role = 'member' }) {
      const account = await call<AccountView>('identity.register', { id, role });
      return `${account.id} can sign in as ${account.role}, with the password ${account.password}. It is shown this once.`;
    },
  },
  {
    command: 'client <id> [role]',
    description: 'Adds another system that gets tokens: librarian or admin',
    async run(call, { id, role = 'librarian' }) {
      const client = await call<ClientView>('identity.addClient', { id, role });
      return `${client.id} gets tokens as ${client.role}, with the secret ${client.secret}. It is shown this once.`;
    },
  },
  {
    command: 'rotate-keys',
    description: 'Signs tokens with a new key from now on',
    async run(call) {
      const { signing, old } = await call<KeyIds>('identity.rotateKeys', {});
      return `Tokens are signed with key ${signing}; ${old.length} older ones verify until their tokens end.`;
    },
  },
];
