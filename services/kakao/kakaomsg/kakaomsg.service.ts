import { defineView } from '../../../mixins/view.ts';
import { followedMessages, messageEvents } from '../message/message.contract.ts';
import { kakaomsgListing } from './kakaomsg.contract.ts';
import { rowOf } from './kakaomsg.ts';

/** The log of messages, made of their events. */
export default defineView({
  name: 'kakao.kakaomsg',
  records: {
    noun: 'kakaomsg',
    collection: {
      name: 'kakaomsg',
      columns: {
        customerId: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text', index: 'all' },
        system: { type: 'text', index: 'all', fixed: true },
        requestedAt: { type: 'text', index: 'all', fixed: true },
      },
    },
    owner: 'customerId',
    ...kakaomsgListing,
    present: (row) => row,
  },
  follows: { pattern: followedMessages, data: messageEvents, project: rowOf },
});
