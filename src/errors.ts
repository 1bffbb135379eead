// A UserError is a sentence for the person who runs or asks Attest; anything else that is thrown is a bug.

export class UserError extends Error {
  /**
   * @param message what happened, with the value that caused it
   * @param remedy what the person can do about it
   */
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
    this.name = 'UserError';
  }

  /** Message and remedy as one line. */
  get sentence(): string {
    return `${this.message} ${this.remedy}`;
  }
}

/**
 * A UserError for whoever runs Attest, and for nobody who asks it: it names files of the machine.
 * `isDamage`: what was made from the articles is not what was written, and a build makes it anew.
 */
export class HostError extends UserError {
  readonly isDamage: boolean;

  constructor(message: string, remedy: string, options: ErrorOptions & { isDamage?: boolean } = {}) {
    super(message, remedy, options);
    this.isDamage = options.isDamage ?? false;
    this.name = 'HostError';
  }
}

/** True for what a build makes anew. */
export const isDamage = (thrown: unknown): thrown is HostError =>
  thrown instanceof HostError && thrown.isDamage;

/** What the system refuses for reasons that are the person's to mend, by code. */
const REFUSALS: Record<string, readonly [string, string]> = {
  ENOSPC: ['The disk is full', 'Make room, then try again.'],
  EDQUOT: ['The disk quota is used up', 'Make room, then try again.'],
  EROFS: ['The disk is read-only', 'Mount it for writing, or set EMBEDDINGS_DIR to a folder on another one.'],
  EACCES: ['Access is refused', 'Allow it, or set CORPUS_DIR or EMBEDDINGS_DIR to another folder.'],
  EPERM: ['Access is refused', 'Allow it, or set CORPUS_DIR or EMBEDDINGS_DIR to another folder.'],
  EEXIST: ['A file stands where a folder is needed', 'Set EMBEDDINGS_DIR to a folder.'],
  ENOTDIR: ['A file stands where a folder is needed', 'Set CORPUS_DIR or EMBEDDINGS_DIR to a folder.'],
  ENAMETOOLONG: ['A name is too long', 'Set CORPUS_DIR or EMBEDDINGS_DIR to a shorter one.'],
  ELOOP: ['Links lead in a circle', 'Set CORPUS_DIR or EMBEDDINGS_DIR to a folder.'],
  EIO: ['The disk cannot be read or written', 'Look after the disk, then run: npm run attest -- verify'],
  EMFILE: ['Too many files are open', 'Raise the limit (ulimit -n), then try again.'],
};

/** The same codes mean something else where the system is asked to tell what changes. */
const WATCH_REFUSALS: typeof REFUSALS = {
  ENOSPC: [
    'The system follows no more files: the disk has room',
    'Raise fs.inotify.max_user_watches (sysctl), then try again.',
  ],
  EMFILE: [
    'The system follows no more folders',
    'Raise fs.inotify.max_user_instances (sysctl) or the limit of open files (ulimit -n), then try again.',
  ],
};
/** A system error that comes of writing to an open file does not say to which. */
const WITHOUT_PATH = 'where EMBEDDINGS_DIR lies, or CORPUS_DIR in an import';

/** What was thrown as a sentence for the person, where it is theirs to mend; undefined for a bug. */
export function sentenceOf(thrown: unknown): string | undefined {
  if (thrown instanceof UserError) return thrown.sentence;
  const { code = '', path, syscall } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : {};
  const refusal = (syscall === 'watch' ? WATCH_REFUSALS[code] : undefined) ?? REFUSALS[code];
  const place = path ?? (syscall === 'write' ? WITHOUT_PATH : undefined);
  return refusal && `${refusal[0]}${place ? ` (${place})` : ''}. ${refusal[1]}`;
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** True for a Node.js system error of the given code, such as `ENOENT`. */
export function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && (thrown as NodeJS.ErrnoException).code === code;
}
