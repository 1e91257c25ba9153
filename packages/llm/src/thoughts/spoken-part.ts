import { TagSplitter } from "./tag-splitter.ts";
import { thoughtMarks } from "./thought-marks.ts";

/**
 * What a reply says, without what it thinks aloud, whichever of the known marks stand around that. `null` for a reply
 * that ends amid a thought: what it says there is a draft, and no answer.
 */
export function spokenPart(text: string): string | null {
  const splitter = new TagSplitter(thoughtMarks("think"), true);
  const said: string[] = [];
  for (const piece of splitter.push(text, true)) if (piece.type === "text") said.push(piece.delta);
  return splitter.isThinking ? null : said.join("");
}
