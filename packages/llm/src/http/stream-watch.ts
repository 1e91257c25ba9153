/** Looks at an answer that is read in pieces, as they come. */
export interface StreamWatch {
  /** Takes the next bytes. @returns the error they hold, and what of them came before it; nothing when all is well */
  take(bytes: Uint8Array): { readonly before: Uint8Array; readonly error: Error } | undefined;
  /** There are no more. @returns the error that the last bytes held after all */
  end(): Error | undefined;
}
