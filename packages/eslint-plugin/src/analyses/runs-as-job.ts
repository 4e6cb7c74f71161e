import type { TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { decoratorsOf } from '../syntax/decorators.js';
import { ancestors, enclosingClass } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import { isFunction, staticName, unwrap, type FunctionNode } from '../syntax/node-shapes.js';

/** Files of what takes jobs from a queue. */
const OF_JOBS =
  /(^|[\\/])(workers?|queues?|processors?|consumers?|trigger)[\\/]|\w([-_.]|(?=[A-Z]))([Pp]rocessor|[Ww]orker|[Cc]onsumer|[Jj]ob|[Tt]ask)\.[cm]?[jt]sx?$/;

/** Classes that a queue gives its jobs to, and the decorators of such classes and methods. */
const TAKES_JOBS = /(Processor|Worker|WorkerHost|Consumer|Job|Task)$/;
const MARKS_JOBS = /^(Processor|Process|Consumer|OnQueue\w*|Task|Job|Cron|Interval)$/;

/** Calls that are given what is to run for each job, or at each turn of a schedule. */
const RUNS_JOBS =
  /^(Worker|process|work|define|task|schemaTask|createFunction|defineJob|defineTask|onRun|onSchedule|schedule|scheduleJob|CronJob|setInterval)$/;

/**
 * Whether a queue runs the code, which gives a job to one worker at a time: what it writes is mostly
 * the job's own.
 */
export function runsAsJob({ root, node }: Write, { filename }: FileModel): boolean {
  if (OF_JOBS.test(filename)) return true;
  return [node, root].some((each) => {
    const owner = enclosingClass(each);
    if (owner && (isOfJobs(owner) || TAKES_JOBS.test(lastNameOf(owner)))) return true;
    return [each, ...ancestors(each)].some((fn) => isFunction(fn) && isRunForJobs(fn));
  });
}

function lastNameOf({ superClass }: Pick<TSESTree.ClassDeclaration, 'superClass'>): string {
  return (superClass && lastName(superClass)) ?? '';
}

function isOfJobs(node: object & { readonly decorators?: readonly TSESTree.Decorator[] }): boolean {
  return decoratorsOf(node).some(({ expression }) => {
    const name = expression.type === 'CallExpression' ? expression.callee : expression;
    return MARKS_JOBS.test(lastName(name) ?? '');
  });
}

/** `new Worker('mails', async (job) => …)`, `task({ run: async (payload) => … })` */
function isRunForJobs(fn: FunctionNode): boolean {
  const { parent } = fn as { parent: TSESTree.Node };
  if (parent.type === 'MethodDefinition') return isOfJobs(parent);
  const isRun = parent.type === 'Property' && staticName(parent) === 'run';
  const call = isRun ? parent.parent.parent : parent;
  const isCall = call?.type === 'NewExpression' || call?.type === 'CallExpression';
  return isCall && unwrap(call.callee) !== fn && RUNS_JOBS.test(lastName(call.callee) ?? '');
}
