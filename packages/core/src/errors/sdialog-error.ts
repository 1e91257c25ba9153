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

  /** True for any SDialog error, also one made by another installed copy of this package. */
  static isInstance(error: unknown): error is SDialogError {
    return typeof error === "object" && error !== null && marker in error;
  }
}
