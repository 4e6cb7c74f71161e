/* global AudioWorkletProcessor, currentFrame, registerProcessor */
import { AtomicCounter, SharedMutex, SharedQueue } from '/runtime/index.js';

/** Counts the blocks of sound that it sees and sends the number of each, without ever waiting. */
class Meter extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    this.blocks = AtomicCounter.from(processorOptions.blocks);
    this.numbers = SharedQueue.from(processorOptions.numbers);
    this.mutex = SharedMutex.from(processorOptions.mutex);
    this.refused = '';
    try {
      this.mutex.lock().release();
    } catch (error) {
      this.refused = error.code;
    }
    this.port.postMessage(this.refused);
  }

  process() {
    this.mutex.tryLock()?.release();
    this.numbers.tryPut(Float64Array.of(currentFrame));
    this.blocks.increment();
    return true;
  }
}

registerProcessor('meter', Meter);
