import type { Context } from 'moleculer';
import type { ActionContract } from './contract/action.ts';
import type { Refusal } from './kernel/decider.ts';
import { Refused } from './kernel/errors.ts';
import { defineMixin } from './schema.ts';

/** What stands in for a part of the world outside. */
export interface StandIn<Settings> {
  settings: Settings;
}

export interface Switch<Settings, This> {
  readonly service: string;
  /** The contracts of the two actions. */
  readonly actions: { readonly sandbox: ActionContract; readonly sandboxSettings: ActionContract };
  /** None where the world itself is there. */
  standInOf(service: This): StandIn<Settings> | undefined;
  /** What is said then. */
  readonly absent?: Refusal;
}

/** Lets a service's stand-in be switched while it runs: its actions `sandboxSettings` and `sandbox`, for every node. */
export function switchable<Settings extends object, This extends object>(options: Switch<Settings, This>) {
  const { service, actions, standInOf, absent } = options;
  const changed = `${service}.sandbox.changed`;
  const standIn = (self: This): StandIn<Settings> => {
    const found = standInOf(self);
    if (found) return found;
    throw absent ? new Refused(absent) : new Error(`${service} has no sandbox`);
  };
  return defineMixin<unknown, This>({
    actions: {
      sandboxSettings: {
        params: actions.sandboxSettings.params,
        handler(this: This): Settings {
          return standIn(this).settings;
        },
      },
      sandbox: {
        params: actions.sandbox.params,
        async handler(this: This, ctx: Context<Partial<Settings>>): Promise<Settings> {
          const settings = { ...standIn(this).settings, ...ctx.params };
          await ctx.broadcast(changed, settings);
          return settings;
        },
      },
    },
    events: {
      [changed](this: This, ctx: Context<Settings>) {
        const there = standInOf(this);
        if (there) there.settings = ctx.params;
      },
    },
  });
}
