/** JSON that is larger than anybody means it to be: too deep, or of too many parts. */
export class JsonBoundsError extends SyntaxError {
  override readonly name = "JsonBoundsError";
}
