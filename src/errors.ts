// A UserError is a sentence for the person who runs or asks Attest; anything else that is thrown is a bug.

export class UserError extends Error {
  /**
   * @param message what happened, with the value that caused it
   * @param remedy what the person can do about it
   */
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UserError';
  }

  /** Message and remedy as one line. */
  get sentence(): string {
    return `${this.message} ${this.remedy}`;
  }
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** True for a Node.js system error of the given code, such as `ENOENT`. */
export function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && (thrown as NodeJS.ErrnoException).code === code;
}
