import type { Assumption, Block, Step } from './graph.js';

/** Above this many blocks a function is too large to follow: {@link GraphTooLargeError}. */
const MAX_BLOCKS = 20_000;
/** Or nested deeper than this: what is known grows with each level, and with it what a step costs. */
const MAX_DEPTH = 700;

/** A function whose graph passes a bound; it is skipped, never reported on. */
export class GraphTooLargeError extends Error {
  override readonly name = 'GraphTooLargeError';
}

/** The blocks of one graph under construction, and the one that receives the next step. */
export class BlockList {
  readonly all: Block[] = [];
  readonly thrown: Block;
  readonly exit: Block;
  current: Block;
  /** Where a throw goes from the blocks made next. */
  handler: Block;
  #depth = 0;

  constructor() {
    this.thrown = { id: 0, steps: [], edges: [], onThrow: undefined as never };
    (this.thrown as { onThrow: Block }).onThrow = this.thrown;
    this.all.push(this.thrown);
    this.handler = this.thrown;
    this.exit = this.create();
    this.current = this.create();
  }

  create(): Block {
    if (this.all.length >= MAX_BLOCKS) {
      throw new GraphTooLargeError(`it has more than ${MAX_BLOCKS} blocks`);
    }
    const block: Block = { id: this.all.length, steps: [], edges: [], onThrow: this.handler };
    this.all.push(block);
    return block;
  }

  /** One level of nesting down; {@link leave} goes up again. */
  enter(): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new GraphTooLargeError(`it is nested more than ${MAX_DEPTH} levels deep`);
    }
  }

  leave(): void {
    this.#depth -= 1;
  }

  step(step: Step): void {
    this.current.steps.push(step);
  }

  /** An edge from the current block, which goes on receiving steps. */
  edge(to: Block, assume?: Assumption): void {
    this.current.edges.push(assume ? { to, assume } : { to });
  }

  /** Leaves the current block for `to`; what follows is unreachable until a block is started. */
  jump(to: Block): void {
    this.edge(to);
    this.current = this.create();
  }

  /** Falls from the current block into `to` and goes on there. */
  fallInto(to: Block): void {
    this.edge(to);
    this.current = to;
  }

  /** Runs `build` with throws going to `handler`, in a block of its own. */
  withHandler(handler: Block, build: () => void): void {
    const outer = this.handler;
    this.handler = handler;
    this.fallInto(this.create());
    build();
    this.handler = outer;
    this.fallInto(this.create());
  }
}
