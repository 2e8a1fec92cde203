import type { Domain, Words } from '../../mixins/system.ts';

export type Language = keyof Words;

/** What the pictures say, beside what the manifests do. */
interface Vocabulary {
  readonly columns: readonly string[];
  readonly kinds: Readonly<Record<Domain['kind'], string>>;
  readonly client: string;
  readonly gateway: string;
  readonly everything: string;
  readonly inbound: string;
  readonly outbound: string;
  readonly records: string;
  readonly log: string;
  readonly rule: string;
  readonly console: string;
  routes(count: number): string;
  eventsOf(service: string): string;
  call(service: string): string;
  policyOf(service: string): string;
}

export const vocabulary: Readonly<Record<Language, Vocabulary>> = {
  en: {
    columns: ['service', 'system', 'kind', 'why'],
    kinds: { core: 'core', supporting: 'supporting', general: 'general', view: 'view' },
    client: 'browser, curl,<br/>other systems',
    gateway: 'gateway',
    everything: 'every event',
    inbound: 'what comes in',
    outbound: 'what it needs',
    records: 'records<br/>SQLite · PostgreSQL · MongoDB',
    log: 'events<br/>local log · JetStream',
    rule: 'rule',
    console: 'console',
    routes: (count) => `${count} ${count === 1 ? 'route' : 'routes'}`,
    eventsOf: (service) => `events of<br/>${service}`,
    call: (service) => `call of<br/>${service}`,
    policyOf: (service) => `policy of<br/>${service}`,
  },
  ko: {
    columns: ['서비스', '시스템', '구분', '이유'],
    kinds: { core: '핵심', supporting: '지원', general: '일반', view: '조회' },
    client: '브라우저, curl,<br/>다른 시스템',
    gateway: '게이트웨이',
    everything: '모든 이벤트',
    inbound: '들어오는 것',
    outbound: '필요로 하는 것',
    records: '레코드<br/>SQLite · PostgreSQL · MongoDB',
    log: '이벤트<br/>로컬 로그 · JetStream',
    rule: '규칙',
    console: '콘솔',
    routes: (count) => `경로 ${count}개`,
    eventsOf: (service) => `${service}의<br/>이벤트`,
    call: (service) => `${service}<br/>호출`,
    policyOf: (service) => `${service}의<br/>정책`,
  },
};
