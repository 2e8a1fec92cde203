import { rolesOf } from '../../mixins/roles.ts';
import { defineSystem, type System } from '../../mixins/system.ts';
import { archiveVariables } from '../archive/archive.variables.ts';
import { historyActions } from '../history/history.api.contract.ts';
import { identityActionsFor } from '../identity/identity.api.contract.ts';
import { identityCommandsFor } from '../identity/identity.commands.ts';
import { identityVariables } from '../identity/identity.variables.ts';
import { clockActions } from '../operations/clock.contract.ts';
import { laboratoryActions } from '../operations/laboratory.contract.ts';
import { operationsActions } from '../operations/operations.api.contract.ts';
import { operationsCommands } from '../operations/operations.commands.ts';
import { paymentActions, paymentsAbout } from '../payment/payment.api.contract.ts';
import { paymentCommands } from '../payment/payment.commands.ts';
import { paymentEventDefinitions } from '../payment/payment.contract.ts';
import { paymentVariables } from '../payment/payment.variables.ts';
import { laboratoryRoutes } from './laboratory.routes.ts';
import { rightsOf } from './rights.ts';

/**
 * What these systems stand on: the general services, what their duties may do with them, and what administrators do.
 * @throws when a duty claims a right that the platform keeps
 */
export function platformUnder(systems: readonly System[]): System {
  const roles = rolesOf(systems);
  const rights = rightsOf(systems);
  const ofPrograms = roles.all.filter((role) => role !== 'member');
  return defineSystem({
    name: 'platform',
    title: { en: 'Platform', ko: '플랫폼' },
    about: { en: 'Payment, identity, history, archive and operations.', ko: '결제, 계정, 이력, 보관, 운영.' },
    supporting: true,
    mount: '',
    services: {
      payment: () => import('../payment/payment.service.ts'),
      history: () => import('../history/history.service.ts'),
      archive: () => import('../archive/archive.service.ts'),
      identity: () => import('../identity/identity.service.ts'),
    },
    domains: {
      payment: {
        kind: 'general',
        en: 'money works alike in every business',
        ko: '돈은 어느 업무에서나 같은 방식으로 움직임',
      },
      history: { kind: 'general', en: 'tells what happened, whatever it was', ko: '무엇이든 일어난 일을 알려 줌' },
      archive: { kind: 'general', en: 'keeps what happened, whatever it was', ko: '무엇이든 일어난 일을 보관함' },
      identity: {
        kind: 'general',
        en: 'sign-in is a standard, and can be bought',
        ko: '로그인은 표준이고 사서 쓸 수 있음',
      },
    },
    required: [],
    optional: [],
    actions: {
      ...identityActionsFor(roles),
      ...operationsActions,
      ...clockActions,
      ...laboratoryActions,
      ...historyActions,
      ...paymentActions,
    },
    routes: [
      { method: 'GET', path: '/payments', action: 'payment.list', may: rights['payment.list'], about: 'payments' },
      {
        method: 'GET',
        path: '/payments/{id}',
        action: 'payment.get',
        may: { member: 'own', ...rights['payment.get'] },
        about: 'one payment',
      },
      {
        method: 'POST',
        path: '/admin/accounts',
        action: 'identity.register',
        creates: 'named',
        may: {},
        about: `add a person {id, role: ${either(roles.ofPeople)}}`,
      },
      { method: 'GET', path: '/admin/accounts', action: 'identity.list', may: {}, about: 'who can sign in' },
      { method: 'GET', path: '/admin/accounts/{id}', action: 'identity.get', may: {}, about: 'one account' },
      {
        method: 'PATCH',
        path: '/admin/accounts/{id}',
        action: 'identity.change',
        may: {},
        about: 'change an account {role, password, disabled}',
      },
      {
        method: 'POST',
        path: '/admin/clients',
        action: 'identity.addClient',
        creates: 'named',
        may: {},
        about: `add another system {id, role: ${either(ofPrograms)}}; answers its secret`,
      },
      {
        method: 'GET',
        path: '/admin/clients',
        action: 'identity.listClients',
        may: {},
        about: 'which other systems get tokens',
      },
      {
        method: 'PATCH',
        path: '/admin/clients/{id}',
        action: 'identity.changeClient',
        may: {},
        about: 'disable another system, or make its secret new {disabled, newSecret}',
      },
      {
        method: 'POST',
        path: '/admin/keys',
        action: 'identity.rotateKeys',
        may: {},
        about: 'sign tokens with a new key',
      },
      // Everything below /admin is for administrators.
      {
        method: 'GET',
        path: '/admin/system',
        action: 'operations.system',
        may: {},
        about: 'nodes, breakers, and what waits',
      },
      ...laboratoryRoutes,
      {
        method: 'GET',
        path: '/admin/stories',
        action: 'history.story',
        may: {},
        about: 'all that happened to a rental, or followed from a request; ?id, rentalId or correlationId',
      },
      {
        method: 'GET',
        path: '/timeline/{system}/{id}',
        action: 'history.timeline',
        may: {},
        about: 'all that happened in one story of a system',
      },
      {
        method: 'GET',
        path: '/admin/payment-sandbox',
        action: 'payment.sandboxSettings',
        undescribed: true,
        may: {},
        about: 'how the sandbox payment provider behaves',
      },
      {
        method: 'PATCH',
        path: '/admin/payment-sandbox',
        action: 'payment.sandbox',
        undescribed: true,
        may: {},
        about: 'change that {mode: "approve" | "decline" | "fail", delayMs, jitterMs}',
      },
      {
        method: 'GET',
        path: '/admin/trial-balance',
        action: 'payment.trialBalance',
        may: {},
        about: 'the totals of the ledger, and whether it balances',
      },
      {
        method: 'GET',
        path: '/admin/clock',
        action: 'operations.clock',
        may: {},
        about: 'the time that loans and deadlines go by',
      },
      {
        method: 'PATCH',
        path: '/admin/clock',
        action: 'operations.setClock',
        may: {},
        about: 'set it ahead {now}, where SANDBOX is on; {"now": null} for the real time',
      },
      {
        method: 'POST',
        path: '/admin/repair',
        action: 'operations.repair',
        may: {},
        about: 'let all records tell their state again, where events were lost; go on with {service, after, run}',
      },
      {
        method: 'GET',
        path: '/admin/dead-letters',
        action: 'operations.deadLetters.list',
        may: {},
        about: 'events that were given up; ?consumer, type, after, before',
      },
      {
        method: 'POST',
        path: '/admin/dead-letters/retry',
        action: 'operations.deadLetters.retry',
        may: {},
        about: 'hand them to their consumers again {consumer, type, after, before} or {"all": true}',
      },
      {
        method: 'POST',
        path: '/admin/dead-letters/discard',
        action: 'operations.deadLetters.discard',
        may: {},
        about: 'drop them {consumer, type, after, before} or {"all": true}',
      },
      {
        method: 'GET',
        path: '/admin/dead-letters/{id}',
        action: 'operations.deadLetters.get',
        may: {},
        about: 'one, with its message',
      },
      {
        method: 'POST',
        path: '/admin/dead-letters/{id}/retry',
        action: 'operations.deadLetters.retry',
        bodiless: true,
        may: {},
        about: 'hand one to its consumer again',
      },
      {
        method: 'POST',
        path: '/admin/dead-letters/{id}/discard',
        action: 'operations.deadLetters.discard',
        bodiless: true,
        may: {},
        about: 'drop one',
      },
    ],
    events: paymentEventDefinitions,
    tags: { payments: paymentsAbout, admin: 'For admins.' },
    duties: [],
    commands: [...paymentCommands, ...operationsCommands, ...identityCommandsFor(roles)],
    // All systems are paid through payment.
    proof: () => import('../payment/payment.proof.ts'),
    variables: { ...paymentVariables, ...identityVariables, ...archiveVariables },
    storyOf: () => undefined,
  });
}

/** These roles, as one of them is given in JSON. */
function either(roles: readonly string[]): string {
  return roles.map((role) => `"${role}"`).join(' | ');
}
