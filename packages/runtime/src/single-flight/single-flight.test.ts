import { describe, expect, it } from 'vitest';
import { SingleFlight } from './single-flight.js';

describe('SingleFlight', () => {
  it('runs once for callers of one key, and again for a later one', async () => {
    const flights = new SingleFlight<string, number>();
    let runs = 0;
    const load = () => Promise.resolve(++runs);
    const together = [flights.run('a', load), flights.run('a', load), flights.run('b', load)];
    expect(await Promise.all(together)).toEqual([1, 1, 2]);
    expect(await flights.run('a', load)).toBe(3);
    expect(flights.size).toBe(0);
  });

  it('lets callers who saw a failure start anew at once', async () => {
    const flights = new SingleFlight<string, string>();
    const first = flights.run('a', () => Promise.reject(new Error('down')));
    const retried = first.catch(() => flights.run('a', () => 'up'));
    await expect(flights.run('a', () => 'never run')).rejects.toThrow('down');
    expect(await retried).toBe('up');
  });

  it('takes a function that throws as a run that fails', async () => {
    const flights = new SingleFlight<string, string>();
    const run = flights.run('a', () => {
      throw new Error('down');
    });
    await expect(run).rejects.toThrow('down');
    expect(flights.has('a')).toBe(false);
  });

  it('leaves no rejection unhandled when the only caller gave up', async () => {
    const flights = new SingleFlight<string, string>();
    const controller = new AbortController();
    let fail = (_error: Error) => {};
    const work = new Promise<string>((_resolve, reject) => (fail = reject));
    const run = flights.run('a', () => work, { signal: controller.signal });
    controller.abort('left');
    await expect(run).rejects.toBe('left');
    expect(flights.has('a')).toBe(true);
    fail(new Error('down'));
    await expect(work).rejects.toThrow('down');
    expect(flights.size).toBe(0);
  });

  it('refuses a function that asks for its own key', async () => {
    const flights = new SingleFlight<string, string>();
    const run: Promise<string> = flights.run('a', () => flights.run('a', () => 'inner'));
    await expect(run).rejects.toMatchObject({ code: 'ERR_DEADLOCK' });
  });

  it('wraps a handler, so that a double submit is one submit', async () => {
    const flights = new SingleFlight<string, number>();
    let submits = 0;
    const submit = flights.wrap(
      (form: string, amount: number) => Promise.resolve((submits += form.length * amount)),
      (form) => form,
    );
    expect(await Promise.all([submit('x', 1), submit('x', 1)])).toEqual([1, 1]);
    expect(await submit('x', 5)).toBe(6);
  });

  it('throws for mistaken arguments, and keeps no entry', () => {
    const flights = new SingleFlight<unknown, number>();
    expect(() => flights.run('a', 1 as never)).toThrow('fn is 1; pass a function.');
    expect(() => flights.run({}, () => 1)).toThrow(/the key is an instance of Object/);
    expect(() => flights.run(NaN, () => 1)).toThrow(/the key is NaN/);
    expect(() => flights.run('a', () => 1, { timeoutMs: -1 })).toThrow(/timeoutMs is -1/);
    expect(() => flights.wrap(() => 1, 'id' as never)).toThrow('fn is id');
    expect(flights.size).toBe(0);
  });
});
