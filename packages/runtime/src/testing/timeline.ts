import type { TimelineEntry } from './program.js';

/** The entries in columns, one for each task, so that the interleaving can be seen. */
export function formatTimeline(entries: readonly TimelineEntry[]): string {
  const tasks = [...new Set(entries.map(({ task }) => task))];
  const widths = tasks.map((task) =>
    Math.max(task.length, ...entries.filter((e) => e.task === task).map((e) => e.text.length)),
  );
  const toRow = (number: string, cells: readonly string[]) =>
    [number.padStart(4), ...cells.map((cell, i) => cell.padEnd(widths[i]!))].join('  ').trimEnd();
  const rows = entries.map((entry, i) =>
    toRow(
      String(i + 1),
      tasks.map((task) => (task === entry.task ? entry.text : '')),
    ),
  );
  return [toRow('', tasks), ...rows].join('\n');
}

/** A value as short as it can be told. */
export function formatValue(value: unknown): string {
  if (typeof value === 'function') return value.name || 'function';
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 40 ? `${text.slice(0, 37)}...` : text;
  } catch {
    return String(value);
  }
}
