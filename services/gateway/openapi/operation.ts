import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Rules, schemaOf, schemaOfFields } from '../../../mixins/contract/rules.ts';
import type { Schema } from '../../../mixins/contract/schema.ts';
import type { ActionRoute } from '../../../mixins/system.ts';
import type { Auth } from '../admission.ts';
import type { Offer } from '../offer.ts';
import { takesBody } from '../routes.ts';
import type { Components } from './components.ts';
import { failures, problemsOf, success } from './responses.ts';
import { refusedCallers, securityOf } from './security.ts';

/** What the document says of a route that an action answers. */
export function operation(route: ActionRoute, offer: Offer, auth: Auth, components: Components): object {
  const { access } = offer;
  const contract = offer.contractOf(route.action);
  const answer = route.creates
    ? { 201: success({ description: 'Created.', schema: contract.answer, headers: ['Location'] }, components) }
    : { 200: success({ description: 'Done.', schema: contract.answer }, components) };
  const refused = [...problemsOf(route, contract), ...refusedCallers(route.action, access)];
  return {
    description:
      route.method === 'GET' ? contract.about : `${contract.about} ${route.creates === true ? repeatable : replayed}`,
    ...securityOf(route.action, access, auth),
    ...requestOf(route, contract),
    responses: { ...answer, ...failures(refused, components) },
  };
}

/** Where the action's parameters come from: the path, and the query or the body. */
function requestOf(route: ActionRoute, contract: ActionContract): object {
  const { method, path, creates, bodiless } = route;
  const { params } = contract;
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
  const rest = Object.keys(params).filter((name) => name !== '$$strict' && !inPath.includes(name));
  const parameters = inPath.map((name) => parameter('path', name, params));
  const repeats = method === 'GET' ? {} : { 'x-idempotency-key': idempotencyKey };
  if (!takesBody(route))
    return { parameters: [...parameters, ...rest.map((name) => parameter('query', name, params))], ...repeats };
  const isNamed = creates === undefined || creates === 'named';
  const given = !isNamed ? rest.filter((name) => name !== 'id') : rest;
  const body = bodiless ? nothing : { schema: bodyOf(given, contract), example: contract.example };
  return {
    parameters,
    ...repeats,
    requestBody: { required: !bodiless, content: { 'application/json': body } },
  };
}

const nothing = { schema: schemaOfFields({}), example: {} };

function bodyOf(names: readonly string[], { params, oneOf }: ActionContract): Schema {
  if (!oneOf) return schemaOfFields(pick(params, names));
  return { oneOf: oneOf.map((group) => ({ ...schemaOfFields(pick(params, group)), minProperties: 1 })) };
}

function pick(params: Rules, names: readonly string[]): Rules {
  return { ...Object.fromEntries(names.map((name) => [name, params[name] as Rules[string]])), $$strict: true };
}

function parameter(place: 'path' | 'query', name: string, params: Rules): object {
  const rule = params[name];
  if (rule === undefined || rule === true) throw new Error(`The action has no parameter ${name}`);
  const { description, ...schema } = schemaOf(rule);
  const required = place === 'path' || !rule.optional;
  return { name, in: place, required, ...(description !== undefined && { description }), schema };
}

/**
 * Not among the parameters: what makes requests from the document gives each parameter one value, and sends it with
 * many bodies.
 */
const idempotencyKey = {
  in: 'header',
  name: 'Idempotency-Key',
  schema: { type: 'string', maxLength: 255, pattern: '^[!-~]{1,255}$' },
};

const replayed =
  'With the header Idempotency-Key, 1 to 255 visible ASCII characters, it is safe to repeat: for ten minutes the gateway answers the same key as at first; the same key with another body is refused (422).';

const repeatable =
  'With the header Idempotency-Key, 1 to 255 visible ASCII characters, it is safe to repeat: the same key and body answer as at first; the same key with another body is refused (422).';
