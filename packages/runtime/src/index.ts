export { InterlockedError, type ErrorCode } from './errors.js';
