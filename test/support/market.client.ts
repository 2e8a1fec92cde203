import assert from 'node:assert/strict';
import type { KakaomsgView } from '../../services/kakao/kakaomsg/kakaomsg.contract.ts';
import type { DeliveryView } from '../../services/market/delivery/delivery.contract.ts';
import type { OrderView } from '../../services/market/order/order.contract.ts';
import type { PaymentView } from '../../services/payment/payment.contract.ts';
import type { ApprovalView } from '../../services/registration/approval/approval.contract.ts';
import type { RequestView } from '../../services/registration/request/request.contract.ts';
import { Client } from './client.ts';
import { eventually } from './eventually.ts';

/** What customers, publishers and reviewers do at a market. */
export class Market extends Client {
  /** As the programs of the original market do. */
  order(customerId: number | string, headers = {}) {
    return this.send<OrderView>('POST', '/market/orders', { bookId: '10', qty: '1', customerId }, headers);
  }

  cancel(id: string) {
    return this.send<OrderView>('DELETE', `/market/orders/${id}`);
  }

  /** On the customer's page. */
  async states(customerId: string): Promise<string[]> {
    const { body } = await this.send<{ rows: OrderView[] }>('GET', `/market/mypages?customerId=${customerId}`);
    return body.rows.map(({ state }) => state);
  }

  async parcel(id: string): Promise<string | undefined> {
    return (await this.send<DeliveryView>('GET', `/market/deliveries/${id}`)).body.status;
  }

  async payment(id: string): Promise<string> {
    return (await this.send<PaymentView>('GET', `/payments/${id}`)).body.state;
  }

  async messages(customerId: string): Promise<string[]> {
    const { body } = await this.send<{ rows: KakaomsgView[] }>('GET', `/kakaomsgs?customerId=${customerId}`);
    return body.rows.map(({ status, message, state }) => `${status} ${message} ${state}`).sort();
  }

  ask(bookId: string) {
    return this.send<RequestView>('POST', '/market/regRequests', { bookId, bookNm: 'mybook', publId: '100' });
  }

  withdraw(id: string) {
    return this.send<RequestView>('DELETE', `/market/regRequests/${id}`);
  }

  decide(reqReqId: string, appYn: 'Y' | 'N', headers = {}) {
    return this.send<ApprovalView>('POST', '/market/approves', { reqReqId, appYn, publId: '100' }, headers);
  }

  async request(id: string): Promise<string> {
    return (await this.send<RequestView>('GET', `/market/regRequests/${id}`)).body.state;
  }

  async approval(id: string): Promise<string> {
    return (await this.send<ApprovalView>('GET', `/market/approves/${id}`)).body.state;
  }

  /** Resolves when it takes orders and requests. */
  async isOpen(): Promise<void> {
    await eventually(async () => (await this.order('first')).status === 201, 60_000);
    await eventually(async () => (await this.ask('first')).status === 201, 60_000);
  }

  /** Whatever was done: no event was given up. */
  async isSound(): Promise<void> {
    assert.equal((await this.send<{ total: number }>('GET', '/admin/dead-letters')).body.total, 0);
  }
}
