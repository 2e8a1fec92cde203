import type { Resource } from '@opentelemetry/resources';
import type { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import { type ServiceBroker, TracerExporters } from 'moleculer';
import { atMost } from '../waiting/waiting.ts';
import { type FinishedSpan, otlpSpan } from './otlp-span.ts';

/** Milliseconds that spans wait for company. */
const scheduledDelayMillis = 1_000;
/** Milliseconds that the end of a process waits for a collector that does not answer. */
const farewell = 500;

/** Sends the traces of this process to a collector of OpenTelemetry. What it cannot send is dropped: nothing waits for it. */
export class OtlpExporter extends TracerExporters.Base {
  private readonly url: string;
  private sending: Promise<Sending> | undefined;

  /** @param url where traces are taken, as OTLP over HTTP has it: `http://collector:4318/v1/traces` */
  constructor(url: string) {
    super({});
    this.url = url;
  }

  override init(tracer: Parameters<TracerExporters.Base['init']>[0]): void {
    super.init(tracer);
    // Loaded where it is configured: it costs a process some megabytes.
    this.sending = load(this.url, this.broker);
  }

  override spanFinished(span: object): void {
    void this.sending?.then(({ processor, resourceOf }) => {
      const finished = span as FinishedSpan & { readonly service?: { readonly fullName: string } };
      processor.onEnd(otlpSpan(finished, resourceOf(finished.service?.fullName ?? 'yeyak')));
    });
  }

  override async stop(): Promise<void> {
    const sent = this.sending?.then(({ processor }) => processor.shutdown()) ?? Promise.resolve();
    await atMost(farewell, sent).catch(() => {});
  }
}

interface Sending {
  readonly processor: BatchSpanProcessor;
  resourceOf(service: string): Resource;
}

async function load(url: string, { nodeID, namespace }: ServiceBroker): Promise<Sending> {
  const [{ OTLPTraceExporter }, { BatchSpanProcessor }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
  ]);
  const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }), scheduledDelayMillis });
  const resources = new Map<string, Resource>();
  return {
    processor,
    resourceOf(service) {
      const known = resources.get(service);
      if (known) return known;
      const made = resourceFromAttributes({
        'service.name': service,
        'service.namespace': namespace,
        'service.instance.id': nodeID,
      });
      resources.set(service, made);
      return made;
    },
  };
}
