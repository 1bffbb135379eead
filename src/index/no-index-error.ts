// What is said where there is nothing to ask.
import { HostError } from '../errors.ts';

/** There is no index of this model and version: a build makes one. `hasOther`: there is one of another. */
export class NoIndexError extends HostError {
  readonly hasOther: boolean;

  constructor(message: string, remedy: string, { hasOther = false }: { hasOther?: boolean } = {}) {
    super(message, remedy);
    this.hasOther = hasOther;
  }
}
