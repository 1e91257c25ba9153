/** A value to be used as it is. */
export class Literal<Value> {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}

/** A rule that gives exactly `value`, also when it is a list or a text in braces. */
export function literal<Value>(value: Value): Literal<Value> {
  return new Literal(value);
}
