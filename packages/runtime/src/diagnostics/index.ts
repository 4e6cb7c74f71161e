export { DeadlockError, type DeadlockLink } from './deadlock-error.js';
export { enableDiagnostics, inspect, label, runTask } from './diagnostics.js';
export type { DiagnosticsOptions, HoldInfo, LockReport } from './observer.js';
export { type MetricsMeter, reportMetrics } from './metrics.js';
