// The sentence for whoever comes when there is no room: it says when to come again.
import { UserError } from '../errors.ts';

/** Asked too often, or while too many wait. In a channel a person is told so once a minute at most. */
export class Busy extends UserError {}
