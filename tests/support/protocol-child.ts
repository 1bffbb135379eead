// A process for child-process.test.ts: it does what a child may do to its parent.
import { serveParent } from '../../src/child-process.ts';
import { UserError } from '../../src/errors.ts';

export interface TestApi {
  halve(numbers: Float32Array): Promise<Float32Array>;
  count(to: number): Promise<void>;
  refuse(): void;
  failOnDisk(): void;
  confuse(): void;
  environment(): string[];
  wait(): Promise<never>;
  spin(): void;
  crash(): Promise<never>;
  exit(code: number): void;
}
export interface TestParentApi {
  counted(number: number): void;
}

const never = () => new Promise<never>(() => {});

const parent = serveParent<TestApi, TestParentApi>({
  async halve(numbers) {
    return numbers.map((number) => number / 2);
  },
  async count(to) {
    for (let number = 1; number <= to; number++) await parent.counted(number);
  },
  refuse() {
    throw new UserError('The folder is empty.', 'Put an article into it.');
  },
  failOnDisk() {
    throw Object.assign(new Error('write failed'), { code: 'ENOSPC', path: '/full/disk' });
  },
  confuse() {
    (undefined as unknown as { surprise(): void }).surprise();
  },
  environment: () => Object.values(process.env).map(String),
  wait: never,
  spin() {
    for (;;);
  },
  crash() {
    setImmediate(() => {
      throw new RangeError('a number is too large');
    });
    return never();
  },
  exit: (code) => process.exit(code),
});
