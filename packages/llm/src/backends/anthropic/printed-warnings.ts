// oxlint-disable no-console -- what somebody else prints there is what this is about

/**
 * Does what `act` does, and hears what it prints in the meantime: the SDK writes to the console with every call of a model
 * that is to be retired, which would fill the terminal of a batch and reach no dialogue.
 *
 * @param act prints before it returns; what it does later is not heard
 */
export function hearingWarnings<Value>(act: () => Value, tell: (warning: string) => void): Value {
  const { warn } = console;
  console.warn = (...values: readonly unknown[]) =>
    tell(values.map(String).join(" ").replaceAll(/\s+/g, " "));
  try {
    return act();
  } finally {
    console.warn = warn;
  }
}
