import { AtomicCounter, SharedBarrier } from '/runtime/index.js';

const WORKERS = 2;
const SLICES = 100;
const PER_SLICE = 40_000;
const TOTAL = WORKERS * SLICES * PER_SLICE;
/** Of the picture. */
const WIDTH = 600;

const element = (id) => document.getElementById(id);
const button = element('start');

/** Counters of one race: how often the workers have counted, and where the totals are. */
function newRace() {
  return {
    counter: new AtomicCounter(),
    done: new AtomicCounter(),
    plain: new Int32Array(new SharedArrayBuffer(4)),
    barrier: new SharedBarrier(WORKERS),
    frames: new Int32Array(new SharedArrayBuffer(4)),
  };
}

/** Draws where both totals are; the plain one falls behind. */
function draw({ counter, done, plain }) {
  const totals = { atomic: counter.value, plain: Atomics.load(plain, 0) };
  const counted = Math.max(done.value, totals.atomic);
  for (const [name, total] of Object.entries(totals)) {
    element(`${name}-bar`).setAttribute('width', String((WIDTH * total) / TOTAL));
    element(name).value = total.toLocaleString('en');
  }
  for (const x of ['x1', 'x2']) {
    element('done-line').setAttribute(x, String((WIDTH * counted) / TOTAL));
  }
  element('lost').value = Math.max(0, done.value - totals.plain).toLocaleString('en');
}

/** Lets two workers count, and draws in every frame until they have ended; both wait for it. */
async function race() {
  const shared = newRace();
  let isOver = false;
  const frame = () => {
    draw(shared);
    Atomics.add(shared.frames, 0, 1);
    Atomics.notify(shared.frames, 0);
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  await Promise.all(Array.from({ length: WORKERS }, () => runRacer(shared)));
  isOver = true;
  draw(shared);
}

async function runRacer({ counter, done, plain, barrier, frames }) {
  const worker = new Worker('/racer.js', { type: 'module' });
  const handles = { counter: counter.handle, done: done.handle, barrier: barrier.handle };
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = (event) => reject(new Error(`A worker failed: ${event.message}`));
      worker.postMessage({ ...handles, plain, frames, slices: SLICES, perSlice: PER_SLICE });
    });
  } finally {
    worker.terminate();
  }
}

button.addEventListener('click', async () => {
  button.disabled = true;
  element('state').value = 'racing';
  await race();
  element('state').value = 'over';
  button.disabled = false;
});
