// The one place where this package meets the terminal it may be running on; in a browser there is none.
const environment: Readonly<Record<string, string | undefined>> = globalThis.process?.env ?? {};

/** Whether text written to the console can be coloured: a terminal, and `NO_COLOR` not set. */
export function hasColor(): boolean {
  return globalThis.process?.stdout?.isTTY === true && (environment["NO_COLOR"] ?? "") === "";
}

export function printText(text: string): void {
  // oxlint-disable-next-line no-console -- printing is what `print()` methods are for
  console.log(text);
}
