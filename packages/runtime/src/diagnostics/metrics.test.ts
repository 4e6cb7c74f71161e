import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { expect, it } from 'vitest';
import { KeyedMutex } from '../keyed-mutex/keyed-mutex.js';
import { Mutex } from '../mutex/mutex.js';
import { enableDiagnostics, label, reportMetrics } from './index.js';

it('tells a meter of OpenTelemetry what is waited for and held', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const provider = new MeterProvider({ readers: [reader] });
  const stop = reportMetrics(provider.getMeter('test'));
  const disable = enableDiagnostics();
  const mutex = label(new Mutex(), 'accounts');
  const guard = await mutex.acquire();
  const next = mutex.acquire();
  await expect(mutex.acquire({ timeoutMs: 0 })).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
  guard.release();
  const other = await next;
  await new KeyedMutex<string>().runExclusive('ada', () => 1);
  expect(await read(provider, exporter)).toEqual({
    'interlocked.lock.wait.duration': { accounts: 2, unlabelled: 1 },
    'interlocked.lock.hold.duration': { accounts: 1, unlabelled: 1 },
    'interlocked.lock.held': { accounts: 1, unlabelled: 0 },
    'interlocked.lock.abandoned': { accounts: 1 },
  });
  stop();
  other.release();
  exporter.reset();
  const after = await read(provider, exporter);
  expect(after['interlocked.lock.held']).toEqual({ accounts: 1, unlabelled: 0 });
  disable();
  await provider.shutdown();
});

/** The value of each metric, or how often it was recorded, by its lock. */
async function read(provider: MeterProvider, exporter: InMemoryMetricExporter) {
  await provider.forceFlush();
  const metrics = exporter.getMetrics()[0]!.scopeMetrics[0]!.metrics;
  return Object.fromEntries(
    metrics.map(({ descriptor, dataPoints }) => [
      descriptor.name,
      Object.fromEntries(
        dataPoints.map(({ attributes, value }) => [
          String(attributes['lock']),
          typeof value === 'number' ? value : value.count,
        ]),
      ),
    ]),
  );
}
