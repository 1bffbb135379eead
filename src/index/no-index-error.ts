// What is said where there is nothing to ask.
import { HostError } from '../errors.ts';

/** There is no index of this model and version: a build makes one. */
export class NoIndexError extends HostError {}
