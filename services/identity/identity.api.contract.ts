import { callsTo } from '../../mixins/calls.ts';
import type { ActionContract } from '../../mixins/contract/action.ts';
import { type Listing, listRules } from '../../mixins/contract/list.rules.ts';
import { form, getRules, line, schemaOf } from '../../mixins/contract/rules.ts';
import { answering, instant, named, pageOf, text } from '../../mixins/contract/schema.ts';
import type { ParamsOf } from '../../mixins/contract/typed.ts';
import { notFound, type Refusal } from '../../mixins/kernel/decider.ts';
import { type Roles, rolesOf } from '../../mixins/roles.ts';
import { keyIds } from './identity.answers.contract.ts';
import type { AccountView, ClientView, Jwks, ProviderResponse } from './identity.contract.ts';

/** The actions of the identity service that admins call: what they take, answer, and are refused with. */

/** Lower case only, so that no two people differ by a capital letter. Each is a `memberId` too. */
export const accountIdRule = {
  type: 'string',
  max: 64,
  ...form(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    '1 to 64 small Latin letters, digits, dots, hyphens and underscores, and begin with a letter or digit',
  ),
} as const;
const id = accountIdRule;
const name = { type: 'string', min: 1, max: 100, ...line, optional: true } as const;
/** NIST SP 800-63B-4, 3.1.1.2: length is what counts, no rule of composition, at least 64 characters allowed. */
export const passwordRule = { type: 'string', min: 12, max: 128 } as const;
const password = { ...passwordRule, optional: true } as const;
const disabled = { type: 'boolean', optional: true } as const;
const uri = {
  type: 'string',
  max: 500,
  ...form(/^https?:\/\/[^\s#]+$/, 'an address that begins with https:// or http://, without spaces and #'),
} as const;
const redirectUris = { type: 'array', max: 10, items: uri, optional: true } as const;

const toldOnce = { ...text(128), description: 'Told this once.' };

export const accountListing: Listing = { filters: ['role'], sorts: [] };

export const noAccount = notFound('account');
export const noClient = notFound('client');
export const accountExists: Refusal = {
  refused: 'account-exists',
  kind: 'conflict',
  detail: 'There is an account with this id.',
};
export const clientExists: Refusal = {
  refused: 'client-exists',
  kind: 'conflict',
  detail: 'There is a client with this id.',
};
export const lastAdmin: Refusal = {
  refused: 'last-admin',
  kind: 'conflict',
  detail: 'This is the last admin. Make another account an admin first.',
};

/** The actions where there are these roles. */
export function identityActionsFor({ all, ofPeople }: Roles) {
  const role = { type: 'enum', values: ofPeople } as const;
  /** A member is a person. */
  const clientRole = { type: 'enum', values: all.filter((one) => one !== 'member'), optional: true } as const;
  const account = named<AccountView>(
    'Account',
    {
      required: { id: schemaOf(id), role: schemaOf(role), disabled: { type: 'boolean' }, registeredAt: instant },
      optional: { name: text(100), password: toldOnce },
    },
    { id: 'kim', name: '김민지', role: 'member', disabled: false, registeredAt: '2026-01-02T09:00:00.000Z' },
  );

  const client = named<ClientView>(
    'OtherSystem',
    {
      required: { id: schemaOf(id), disabled: { type: 'boolean' } },
      optional: {
        name: text(100),
        role: schemaOf(clientRole),
        redirectUris: schemaOf(redirectUris),
        secret: toldOnce,
      },
    },
    { id: 'kiosk', name: 'Kiosk at the entrance', role: 'kiosk', redirectUris: [], disabled: false },
  );

  const clientList = {
    title: 'OtherSystems',
    type: 'array',
    maxItems: 1_000,
    items: client,
    examples: [client.examples].flat().map((example) => [example]),
  };

  return {
    'identity.register': {
      about: 'Adds a person who can sign in. Without a password one is made, and told this once.',
      params: { id, name, role, password, $$strict: true },
      example: { id: 'kim', name: '김민지', role: 'member' },
      answer: account,
      refusals: [accountExists],
    },
    'identity.change': {
      about:
        'Changes what is given of an account. A new password, or disabling it, ends its sessions. The last admin stays one.',
      params: { id, name, role: { ...role, optional: true }, password, disabled, $$strict: true },
      example: { disabled: true },
      answer: account,
      refusals: [noAccount, lastAdmin],
    },
    'identity.get': { about: 'One account.', params: getRules, answer: account, refusals: [noAccount] },
    'identity.list': {
      about: 'Who can sign in.',
      params: listRules(accountListing),
      answer: pageOf(account),
      refusals: [],
    },
    'identity.addClient': {
      about:
        'Adds another system. Without redirectUris it gets tokens for itself, with its role; with them people sign in to it.',
      params: { id, name, role: clientRole, redirectUris, $$strict: true },
      example: { id: 'kiosk', name: 'Kiosk at the entrance', role: 'kiosk' },
      answer: client,
      refusals: [clientExists],
    },
    'identity.listClients': {
      about: 'The first thousand of the other systems, in the order they were added.',
      params: { $$strict: true },
      answer: clientList,
      refusals: [],
    },
    'identity.changeClient': {
      about: 'Disables another system, or makes its secret new.',
      params: { id, disabled, newSecret: { type: 'equal', value: true, strict: true, optional: true }, $$strict: true },
      example: { newSecret: true },
      answer: client,
      refusals: [noClient],
    },
    'identity.rotateKeys': {
      about: 'A new key signs tokens from now on; the old one verifies what it has signed until that ends.',
      params: { $$strict: true },
      example: {},
      answer: keyIds,
      refusals: [],
    },
  } as const satisfies Record<string, ActionContract>;
}

export const noProvider = {
  refused: 'no-provider',
  kind: 'unavailable',
  detail: 'Nobody signs in here: this process was started without AUTH=oidc.',
} as const;

/** A text that is passed on as it is. */
const asItIs = { type: 'string' } as const;

/** What gateways call. */
export const identityCalls = {
  'identity.jwks': {
    about: 'The public keys, RFC 7517.',
    params: { $$strict: true },
    answer: answering<Jwks>(),
    refusals: [],
  },
  'identity.respond': {
    about:
      'A request to the provider, as the gateway has read it. It travels as a call, so that the gateway alone has an address.',
    params: {
      method: asItIs,
      /** Path and query behind `providerPath`. */
      url: asItIs,
      headers: { type: 'record', max: 100, value: asItIs },
      body: asItIs,
      /** Of the one who asks. */
      address: asItIs,
      $$strict: true,
    },
    answer: answering<ProviderResponse>(),
    refusals: [noProvider],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callProvider } = callsTo(identityCalls);

export type ProviderRequest = ParamsOf<(typeof identityCalls)['identity.respond']>;

export const { call: callIdentity, isRefused: isRefusedByIdentity } = callsTo(identityActionsFor(rolesOf([])));
