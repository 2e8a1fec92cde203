import type { StoreAdapter } from '../runtime.ts';
import type { Collection } from '../store/collection.ts';
import { versionAfter } from '../update-record.ts';
import type { PersonalKeys } from './keys.ts';
import { isCurrent, type Sealed, seal, unseal } from './seal.ts';

/** Records of personal data that lie sealed. They have no events: what one held is gone when it is overwritten. */
export type SealedRecord<Field extends string> = { readonly [F in Field]?: Sealed } & {
  /** Epoch ms from which on it holds nothing, and may be deleted. */
  readonly due?: number;
};

/** A table of such records. */
export function sealedIn(name: string): Collection {
  return { name, isPersonal: true, columns: { due: { type: 'integer', index: 'present' } } };
}

/** How many records are looked at in one turn. */
const batch = 100;

/** Keeps texts about people by an id, each sealed in its own field of its own record. */
export class Vault<Field extends string> {
  private readonly store: StoreAdapter<SealedRecord<Field>>;
  private readonly keys: PersonalKeys;
  private readonly collection: string;

  constructor(store: StoreAdapter<SealedRecord<Field>>, keys: PersonalKeys, collection: string) {
    this.store = store;
    this.keys = keys;
    this.collection = collection;
  }

  /** Keeps what is not kept yet under this id. */
  async keep(id: string, plain: Readonly<Record<Field, string>>): Promise<void> {
    await this.write(id, 0, this.sealed(id, plain));
  }

  /** @returns none when nothing is kept, or it was erased */
  async open(id: string): Promise<Readonly<Record<Field, string>> | undefined> {
    const known = await this.store.load(id);
    return known && known.state.due === undefined ? this.opened(id, known.state) : undefined;
  }

  /** Overwrites what is kept; what was never kept is kept no more either. */
  async erase(id: string): Promise<void> {
    for (;;) {
      const known = await this.store.load(id);
      if (known?.state.due !== undefined) return;
      if (await this.write(id, known?.version ?? 0, { due: 0 } as SealedRecord<Field>)) return;
    }
  }

  /**
   * Seals anew what an older key has sealed.
   * @returns how many
   */
  async reseal(): Promise<number> {
    let changed = 0;
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Awaited<ReturnType<typeof this.store.scan>> = await this.store.scan(after, batch);
      for (const { id, version, state } of page.records) {
        if (state.due !== undefined || this.textsOf(state).every(([, text]) => isCurrent(this.keys, text))) continue;
        if (await this.write(id, version, this.sealed(id, this.opened(id, state)))) changed += 1;
      }
      after = page.last;
    }
    return changed;
  }

  private write(id: string, version: number, state: SealedRecord<Field>): Promise<boolean> {
    return this.store.commit({ id, expectedVersion: version, version: versionAfter(version), state, events: [] });
  }

  private sealed(id: string, plain: Readonly<Record<Field, string>>): SealedRecord<Field> {
    const texts = Object.entries<string>(plain).map(([field, text]) => [
      field,
      seal(this.keys, this.at(id, field), text),
    ]);
    return Object.fromEntries(texts) as SealedRecord<Field>;
  }

  private opened(id: string, state: SealedRecord<Field>): Readonly<Record<Field, string>> {
    const texts = this.textsOf(state).map(([field, text]) => [field, unseal(this.keys, this.at(id, field), text)]);
    return Object.fromEntries(texts);
  }

  private textsOf(state: SealedRecord<Field>): [string, string][] {
    return Object.entries(state as Readonly<Record<string, unknown>>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
  }

  private at(id: string, field: string) {
    return { collection: this.collection, id, field };
  }
}
