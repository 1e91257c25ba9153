/** The word by which a speaker says that the conversation is over. */
export const stopWord = "STOP";

// A whole word at the very end or as the whole message: "NONSTOPPING" and "STOP that!" are just words.
const signal = new RegExp(`(?:^|[\\s"'(*\\[])${stopWord}[)\\]*"'.!]*\\s*$`, "u");

/** Takes the stop signal off a reply. */
export function readStopSignal(text: string): { readonly text: string; readonly stop: boolean } {
  const match = signal.exec(text);
  return match === null ? { text, stop: false } : { text: text.slice(0, match.index).trim(), stop: true };
}
