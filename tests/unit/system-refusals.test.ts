// What the system refuses, as a sentence that says where and what to do.
import { expect, test } from 'vitest';
import { sentenceOf } from '../../src/errors.ts';

const refused = (code: string, more: Partial<NodeJS.ErrnoException>) =>
  sentenceOf(Object.assign(new Error(code), { code, ...more }));

test.each<[string, string, Partial<NodeJS.ErrnoException>, string]>([
  [
    'a full disk is named by its path',
    'ENOSPC',
    { syscall: 'open', path: '/srv/index.db' },
    'The disk is full (/srv/index.db). Make room, then try again.',
  ],
  [
    'a full disk whose path the system does not tell is named by its setting',
    'ENOSPC',
    { syscall: 'write' },
    'The disk is full (where EMBEDDINGS_DIR lies, or CORPUS_DIR in an import). Make room, then try again.',
  ],
  [
    'a system that follows no more files is no full disk',
    'ENOSPC',
    { syscall: 'watch', path: '/srv/corpus' },
    'The system follows no more files: the disk has room (/srv/corpus). Raise fs.inotify.max_user_watches (sysctl), then try again.',
  ],
  [
    'a system that follows no more folders is told from one with too many open files',
    'EMFILE',
    { syscall: 'watch' },
    'The system follows no more folders. Raise fs.inotify.max_user_instances (sysctl) or the limit of open files (ulimit -n), then try again.',
  ],
])('%s', (_, code, more, sentence) => {
  expect(refused(code, more)).toBe(sentence);
});
