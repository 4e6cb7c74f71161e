import { AtomicCounter, SharedMutex, SharedQueue } from '/runtime/index.js';

const FRAMES_PER_BLOCK = 128;

/** Lets an AudioWorklet see so many blocks; answers what it counted and what it sent. */
export async function meter(blocks) {
  const context = new OfflineAudioContext(1, blocks * FRAMES_PER_BLOCK, 44_100);
  await context.audioWorklet.addModule('/meter-worklet.mjs');
  const counter = new AtomicCounter();
  const numbers = new SharedQueue({ capacity: blocks, recordBytes: 8 });
  const mutex = new SharedMutex();
  const processorOptions = {
    blocks: counter.handle,
    numbers: numbers.handle,
    mutex: mutex.handle,
  };
  const node = new AudioWorkletNode(context, 'meter', { processorOptions });
  const refused = new Promise((resolve) => (node.port.onmessage = ({ data }) => resolve(data)));
  node.connect(context.destination);
  const heard = counter.waitUntil((value) => value >= blocks);
  await context.startRendering();
  await heard;
  numbers.close();
  const frames = [];
  for await (const record of numbers) frames.push(new Float64Array(record.buffer)[0]);
  return { blocks: counter.value, frames, refused: await refused, isLocked: mutex.isLocked };
}
