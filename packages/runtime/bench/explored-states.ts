import { counterScenarios, exploreCounter } from '../conformance/model/atomic-counter.js';
import type { Scenario } from '../conformance/model/explorer.js';
import { barrierScenarios, exploreBarrier } from '../conformance/model/shared-barrier.js';
import { conditionScenarios, exploreCondition } from '../conformance/model/shared-condition.js';
import { doorbellScenarios, exploreDoorbells } from '../conformance/model/doorbells.js';
import { exploreLatch, latchScenarios } from '../conformance/model/shared-latch.js';
import { exploreMutex, mutexScenarios } from '../conformance/model/shared-mutex.js';
import { exploreOnce, onceScenarios } from '../conformance/model/shared-once.js';
import { exploreQueue, queueScenarios } from '../conformance/model/shared-queue.js';
import { exploreRwLock, rwScenarios } from '../conformance/model/shared-rw-lock.js';
import { exploreSemaphore, semaphoreScenarios } from '../conformance/model/shared-semaphore.js';
import { writeResult } from './shared-timing.js';

/** Explores every scenario one preemption further than the tests do; writes how many states. */
function exploreFurther<S extends Scenario>(scenarios: readonly S[], explore: (one: S) => number) {
  return scenarios.map((scenario) => {
    const { name, deaths = 0, preemptions: tested = Infinity } = scenario;
    const preemptions = tested + 1;
    const states = explore({ ...scenario, preemptions });
    const bound = preemptions === Infinity ? 'none' : preemptions;
    return { name, deaths, 'bound of preemptions': bound, states };
  });
}

writeResult('explored-states', {
  'doorbells of waits that block nobody': exploreFurther(doorbellScenarios, exploreDoorbells),
  AtomicCounter: exploreFurther(counterScenarios, exploreCounter),
  SharedMutex: exploreFurther(mutexScenarios, exploreMutex),
  SharedSemaphore: exploreFurther(semaphoreScenarios, exploreSemaphore),
  SharedRWLock: exploreFurther(rwScenarios, exploreRwLock),
  SharedCondition: exploreFurther(conditionScenarios, exploreCondition),
  SharedLatch: exploreFurther(latchScenarios, exploreLatch),
  SharedBarrier: exploreFurther(barrierScenarios, exploreBarrier),
  SharedOnce: exploreFurther(onceScenarios, exploreOnce),
  SharedQueue: exploreFurther(queueScenarios, exploreQueue),
});
