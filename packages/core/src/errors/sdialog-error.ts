const marker = Symbol.for("sdialog.error");

/** What every error of these packages carries besides its message. */
export interface SDialogErrorOptions {
  /** Stable machine-readable code in snake_case, for example `invalid_argument`. */
  readonly code: string;
  /** What the reader can do about it, as one sentence. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Base of every error this library throws on purpose.
 *
 * Messages and hints never hold secrets: whoever builds one writes only names, places and limits.
 */
export class SDialogError extends Error {
  override readonly name: string = "SDialogError";
  readonly code: string;
  readonly hint: string | undefined;

  constructor(message: string, options: SDialogErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.hint = options.hint;
    // A marker rather than `instanceof`, so that two installed copies recognise each other's errors.
    Object.defineProperty(this, marker, { value: true });
  }

  /**
   * What Node's console shows: the error with its fields, and of a cause from elsewhere only where and why it was
   * thrown. Errors of other libraries carry the request that failed, with its headers.
   */
  [Symbol.for("nodejs.util.inspect.custom")](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const { name: _name, ...fields } = this;
    const { stack = String(this), cause } = this;
    const told = SDialogError.isInstance(cause) ? inspect(cause, options) : stackOf(cause);
    return `${stack} ${inspect(fields, options)}${told === undefined ? "" : `\n[cause]: ${told}`}`;
  }

  /** True for any SDialog error, also one made by another installed copy of this package. */
  static isInstance(error: unknown): error is SDialogError {
    return typeof error === "object" && error !== null && marker in error;
  }
}

/** The stack of an error and of what caused it, without their other fields. */
function stackOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const cause = stackOf(error.cause, depth + 1);
  return `${error.stack ?? String(error)}${cause === undefined ? "" : `\n[cause]: ${cause}`}`;
}
