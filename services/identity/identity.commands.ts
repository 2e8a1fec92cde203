import { type Command, commandsFor } from '../../mixins/console.ts';
import type { Roles } from '../../mixins/roles.ts';
import { identityActionsFor } from './identity.api.contract.ts';

/** Who can sign in, which other systems get tokens, and the keys that sign these. */
export function identityCommandsFor(roles: Roles): readonly Command[] {
  const { ofPeople } = roles;
  /** A member is a person. */
  const ofClients = roles.all.filter((role) => role !== 'member');
  return commandsFor(identityActionsFor(roles), [
    {
      command: 'account <id> [role]',
      description: `Adds a person who can sign in: ${either(ofPeople)}`,
      async run(call, { id = '', role = 'member' }) {
        if (!ofPeople.includes(role)) return `Say a role that there is: account ${id} ${ofPeople.join(' | ')}`;
        const account = await call('identity.register', { id, role });
        return `${account.id} can sign in as ${account.role}, with the password ${account.password}. It is shown this once.`;
      },
    },
    {
      command: 'client <id> [role]',
      description: `Adds another system that gets tokens: ${either(ofClients)}`,
      async run(call, { id = '', role = ofPeople[1] ?? 'admin' }) {
        if (!ofClients.includes(role)) return `Say a role that there is: client ${id} ${ofClients.join(' | ')}`;
        const client = await call('identity.addClient', { id, role });
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
}

function either(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
