import { ulid } from 'ulid';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import { blindIndexes, type PersonalKeys } from '../../../mixins/sealing/keys.ts';
import { digitsOf } from '../../../mixins/sealing/personal.ts';
import { isCurrent, type Sealed, seal, Unopenable, unseal } from '../../../mixins/sealing/seal.ts';
import type { Collection } from '../../../mixins/store/collection.ts';
import { versionAfter } from '../../../mixins/update-record.ts';

/** Who somebody is. Its id is the blind index of the number; all else knows the person by `userId`, which is random. */
export interface Person {
  readonly userId: string;
  readonly name: Sealed;
  readonly number: Sealed;
  readonly phone: Sealed;
  /** Epoch ms from which on it is nobody's, and may be deleted. */
  readonly due?: number;
}

export const persons: Collection = {
  name: 'person',
  columns: { due: { type: 'integer', index: 'present' } },
  isPersonal: true,
};

export interface Identity {
  readonly userName: string;
  readonly userRegNumber: string;
}

/** People, sealed. A record of a person has no events: what it held is gone when it is overwritten. */
export class People {
  private readonly store: StoreAdapter<Person>;
  private readonly keys: PersonalKeys;

  constructor(store: StoreAdapter<Person>, keys: PersonalKeys) {
    this.store = store;
    this.keys = keys;
  }

  /** Whose number it is; `isNamed` when the name is theirs too. */
  async find({ userName, userRegNumber }: Identity): Promise<{ userId: string; isNamed: boolean } | undefined> {
    const found = await this.load(userRegNumber);
    if (!found) return undefined;
    const name = unseal(this.keys, placeOf(found.id, 'name'), found.state.name);
    return { userId: found.state.userId, isNamed: name === nameOf(userName) };
  }

  /** Keeps a person who is not known yet: `isNew` for the first of two at once, who counts. */
  async register(identity: Identity, phone: string): Promise<{ userId: string; isNamed: boolean; isNew: boolean }> {
    for (;;) {
      const known = await this.find(identity);
      if (known) return { ...known, isNew: false };
      const userId = ulid();
      const number = digitsOf(identity.userRegNumber);
      const person = { userId, name: nameOf(identity.userName), number, phone: digitsOf(phone) };
      const id = this.indexesOf(number)[0];
      const there = await this.store.load(id);
      // Somebody has been quicker since it was looked for.
      if (there && there.state.due === undefined) continue;
      const before = there?.version ?? 0;
      const state = this.sealed(id, person);
      if (await this.store.commit({ id, expectedVersion: before, version: versionAfter(before), state, events: [] }))
        return { userId, isNamed: true, isNew: true };
    }
  }

  /** Overwrites what is known of a person. */
  async forget({ userRegNumber }: Identity): Promise<void> {
    for (let found = await this.load(userRegNumber); found; found = await this.load(userRegNumber))
      await this.erase(found.id, found.version);
  }

  /**
   * Seals anew what an older key has sealed, under the index of the newest key, while people are served.
   * @returns how many
   * @throws Unopenable of the first that cannot be opened, when all others are done
   */
  async reseal(): Promise<number> {
    let changed = 0;
    let unopenable: Unopenable | undefined;
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Awaited<ReturnType<typeof this.store.scan>> = await this.store.scan(after, 100);
      for (const { id, version, state } of page.records)
        try {
          if (await this.resealOne(id, version, state)) changed += 1;
        } catch (error) {
          if (!(error instanceof Unopenable)) throw error;
          unopenable ??= error;
        }
      after = page.last;
    }
    if (unopenable) throw unopenable;
    return changed;
  }

  private async resealOne(id: string, version: number, state: Person): Promise<boolean> {
    if (state.due !== undefined) return false;
    const open = (field: 'name' | 'number' | 'phone') => unseal(this.keys, placeOf(id, field), state[field]);
    const plain = { userId: state.userId, name: open('name'), number: open('number'), phone: open('phone') };
    const newId = this.indexesOf(plain.number)[0];
    if (newId === id && isCurrent(this.keys, state.name)) return false;
    const there = newId === id ? undefined : await this.store.load(newId);
    // Sealed anew already, by a process that ended before it erased the old record.
    const isThere = there !== undefined && there.state.due === undefined;
    const before = newId === id ? version : (there?.version ?? 0);
    const change = { id: newId, expectedVersion: before, version: versionAfter(before), events: [] };
    if (!isThere && !(await this.store.commit({ ...change, state: this.sealed(newId, plain) }))) return false;
    if (newId === id || (await this.erase(id, version))) return true;
    // It was forgotten meanwhile.
    await this.erase(newId, isThere ? there.version : change.version);
    return false;
  }

  /** Resolves `false` where it was changed since. */
  private erase(id: string, version: number): Promise<boolean> {
    const state = { due: 0 } as Person;
    return this.store.commit({ id, expectedVersion: version, version: version + 1, state, events: [] });
  }

  /** By the newest key first. */
  private async load(userRegNumber: string) {
    for (const index of this.indexesOf(digitsOf(userRegNumber))) {
      const found = await this.store.load(index);
      if (found && found.state.due === undefined) return found;
    }
    return undefined;
  }

  private indexesOf(number: string) {
    return blindIndexes(this.keys, 'resident number', number);
  }

  private sealed(
    id: string,
    { userId, name, number, phone }: Readonly<Record<keyof Omit<Person, 'due'>, string>>,
  ): Person {
    const as = (field: string, text: string) => seal(this.keys, placeOf(id, field), text);
    return { userId, name: as('name', name), number: as('number', number), phone: as('phone', phone) };
  }
}

function placeOf(id: string, field: string) {
  return { collection: persons.name, id, field };
}

/** One name however it was typed. */
function nameOf(userName: string): string {
  return userName.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
}
