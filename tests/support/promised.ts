// A promise that a test settles by hand; Promise.withResolvers, which Node 20 does not have yet.

export interface Promised<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

export function promised<T = void>(): Promised<T> {
  const parts = {} as Promised<T>;
  parts.promise = new Promise<T>((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}
