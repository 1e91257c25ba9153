/** What is made when it is first asked for, and is the same from then on: importing costs what making it does not. */
export function madeOnce<Value extends object | string>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
