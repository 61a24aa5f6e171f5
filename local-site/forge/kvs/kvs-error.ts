/** An error of Forge storage with its HTTP status; the SDK shows `code` and `message` to the app. */
export class KvsError extends Error {
  readonly status: number;
  readonly code: string;
  readonly context: Readonly<Record<string, unknown>> | undefined;

  constructor(status: number, code: string, message: string, context?: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'KvsError';
    this.status = status;
    this.code = code;
    this.context = context;
  }
}

export function keyNotFound(key: string): KvsError {
  return new KvsError(404, 'KEY_NOT_FOUND', 'The provided key does not exist', { key });
}

export function invalidRequest(message: string, context?: Readonly<Record<string, unknown>>): KvsError {
  return new KvsError(400, 'BAD_REQUEST', message, context);
}
