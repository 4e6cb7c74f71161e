import { channel } from 'node:diagnostics_channel';

/** What this entry needs of a `Meter` of OpenTelemetry. */
export interface MetricsMeter {
  createHistogram(
    name: string,
    options: { description: string; unit: string },
  ): { record(value: number, attributes: { lock: string }): void };
  createCounter(
    name: string,
    options: { description: string },
  ): { add(value: number, attributes: { lock: string }): void };
  createUpDownCounter(
    name: string,
    options: { description: string },
  ): { add(value: number, attributes: { lock: string }): void };
}

/** What the channels publish. */
interface LockEvent {
  readonly label: string | undefined;
  readonly waitedMs?: number;
  readonly heldMs?: number;
}

type Listener = (event: LockEvent, attributes: { lock: string }) => void;

/**
 * Reports waits and holds to an OpenTelemetry `meter`, while diagnostics are on; answers with what
 * stops it.
 *
 * The attribute `lock` is the name that `label` gave, for keys would be too many.
 *
 * - **Cost:** none while diagnostics are off; for each wait and each hold one record while on.
 */
export function reportMetrics(meter: MetricsMeter): () => void {
  const waits = meter.createHistogram('interlocked.lock.wait.duration', {
    description: 'How long a lock was waited for before it was acquired.',
    unit: 's',
  });
  const holds = meter.createHistogram('interlocked.lock.hold.duration', {
    description: 'How long a lock was held.',
    unit: 's',
  });
  const held = meter.createUpDownCounter('interlocked.lock.held', {
    description: 'How many hold a lock.',
  });
  const abandoned = meter.createCounter('interlocked.lock.abandoned', {
    description: 'Waits for a lock that were given up.',
  });
  return listen({
    acquire: ({ waitedMs = 0 }, attributes) => {
      waits.record(waitedMs / 1000, attributes);
      held.add(1, attributes);
    },
    release: ({ heldMs = 0 }, attributes) => {
      holds.record(heldMs / 1000, attributes);
      held.add(-1, attributes);
    },
    abandon: (_event, attributes) => abandoned.add(1, attributes),
  });
}

function listen(listeners: Readonly<Record<string, Listener>>): () => void {
  const undo = Object.entries(listeners).map(([name, listener]) => {
    const hear = (message: unknown) => {
      const event = message as LockEvent;
      listener(event, { lock: event.label ?? 'unlabelled' });
    };
    channel(`interlocked:${name}`).subscribe(hear);
    return () => void channel(`interlocked:${name}`).unsubscribe(hear);
  });
  return () => undo.forEach((stop) => stop());
}
