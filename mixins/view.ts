import type { ServiceSchema } from 'moleculer';
import type { Envelope } from './kernel/event.ts';
import { type Projection, projection } from './projection.mixin.ts';
import { type ReadingService, type ReadsOptions, reads } from './reads.mixin.ts';
import { type Bare, defineService, type GivenBy, type Mixin, type Schema } from './schema.ts';

/** What the service of a view has in `this`: `visible`, `presented`, and its rows. */
type ViewService<Row, View> = Bare & ReadingService<Row, View>;

interface Declared<Row extends object, Event extends Envelope, View extends object, This> {
  /** How its rows are kept, found and shown. */
  readonly records: ReadsOptions<Row, View, This>;
  /** The events that it is made of. */
  readonly follows: Projection<Row, Event>;
  /** Tells all nodes of rows that have changed, as others see them: the broker's event `<service>.changed` with `{rows}`. */
  readonly isLive?: true;
}

/**
 * A service whose rows are what the newest events of others say: it decides nothing, and can be rebuilt by its action
 * `rebuild`. The rest of the declaration is a schema as Moleculer has it.
 */
export function defineView<
  Row extends object,
  Event extends Envelope,
  View extends object = object,
  const Mixins extends readonly Mixin[] = [],
  Methods extends object = object,
>(
  declaration: Schema<Mixins, Methods> &
    Declared<Row, Event, View, ViewService<Row, View> & GivenBy<Mixins>> &
    ThisType<ViewService<Row, View> & GivenBy<Mixins> & Methods>,
): ServiceSchema {
  const { records, follows, isLive, mixins = [], ...schema } = declaration;
  const announced: NonNullable<Projection<Row, Event>['announced']> = function (rows) {
    return this.presented(rows);
  };
  return defineService({
    ...(schema as Schema<readonly [], object>),
    mixins: [
      reads<Row, View>(records as ReadsOptions<Row, View>),
      projection<Row, Event>({ ...follows, ...(isLive && { announced }) }),
      ...mixins,
    ],
  });
}
