import type { Server } from './server.js';

/** A server that tests named `*.<name>.services.test.ts` run against. */
export interface Engine {
  name: string;
  /** The variable that carries its address to the tests; set it to use a server of your own. */
  urlVariable: string;
  /** The Debian package that brings it. */
  package: string;
  findProgram(): string | undefined;
  start(program: string): Promise<Server>;
}
