import { type Answered, defineAnswer } from '../../mixins/contract/answers.ts';
import { listRule } from '../../mixins/contract/values.ts';

const kid = { type: 'string', max: 64, pattern: /^[\w-]+$/ } as const;

/** The ids of the keys. */
export const keyIds = defineAnswer(
  'KeyIds',
  { signing: kid, next: kid, old: listRule(10_000, kid, 'These still verify what they have signed.') },
  { signing: 'b7Qm9c', next: 'x0Lr2T', old: ['aP3kk1'] },
);

export type KeyIds = Answered<typeof keyIds>;
