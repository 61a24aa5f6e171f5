/** A stored value is not what this version of the app writes. */
export class StoredShapeError extends Error {
  readonly key: string;

  constructor(key: string, cause: unknown) {
    super(`The stored value of ${key} cannot be read`, { cause });
    this.name = 'StoredShapeError';
    this.key = key;
  }
}
