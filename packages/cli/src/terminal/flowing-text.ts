import { colored, ownAgain } from "./own-colors.ts";
import { Flow } from "./prose.ts";
import type { Terminal } from "./terminal.ts";

/** Prints what comes word by word; `end` prints the rest of it. */
export interface FlowingText {
  write(text: string): void;
  end(): void;
}

/** Words as they come, broken between words at the width the terminal has then. */
export function flowingText({ out, columns }: Terminal): FlowingText {
  if (columns === undefined) return { write: (text) => void out.write(text), end: () => undefined };
  const flow = new Flow(columns);
  return {
    write: (text) => void out.write(ownAgain(flow.take(colored(text)))),
    end: () => void out.write(ownAgain(flow.rest())),
  };
}
