import Module from 'node:module';
import { prepareLoaded, type LoadResult } from './node-hooks.js';

/** What newer versions of Node have, and types for Node 20 have not. */
type SyncHooks = (hooks: {
  load(
    url: string,
    context: object,
    next: (url: string, context: object) => LoadResult,
  ): LoadResult;
}) => void;

const { registerHooks } = Module as { registerHooks?: SyncHooks };

if (registerHooks) {
  registerHooks({ load: (url, context, next) => prepareLoaded(url, next(url, context)) });
} else {
  Module.register('./testing-node-hooks.js', import.meta.url);
  holdCommonJs();
}

/** Before Node 22.15, loader hooks do not see what `require` loads. */
function holdCommonJs(): void {
  const prototype = Module.prototype as unknown as {
    _compile(this: Module, code: string, path: string): unknown;
  };
  const compile = Reflect.get<typeof prototype, '_compile'>(prototype, '_compile');
  prototype._compile = function (code, path) {
    const source = prepareLoaded(path, { format: 'commonjs', source: code }).source;
    return compile.call(this, source as string, path);
  };
}
