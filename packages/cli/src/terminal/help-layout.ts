import type { Help } from "commander";

/** In a narrower column words are harder to read than in lines below their term. */
const leastRoom = 24;
/** How far in stands what is said below a term, and what continues it. */
const below = 6;

/**
 * How help is laid out, for `configureHelp`: what is said of a term stands in a column beside it, in lines as wide as the
 * terminal leaves room for; where that is too little, below it.
 */
export const helpLayout: Partial<Help> & ThisType<Help> = {
  // Lines are broken in windows of any width.
  minWidthToWrap: 1,
  styleUsage(usage) {
    const title = "Usage: ".length;
    return hanging(this.boxWrap(usage, widthOf(this) - title), title);
  },
  formatItem(term, termWidth, description, helper) {
    const width = widthOf(helper);
    const beside = termWidth + 4;
    const room = width - beside;
    if (description !== "" && room >= leastRoom)
      return `  ${term.padEnd(termWidth)}  ${hanging(helper.boxWrap(description, room), beside)}`;
    const said = description === "" ? "" : `\n${description}`;
    return `  ${hanging(helper.boxWrap(term, width - 2), below)}${hanging(helper.boxWrap(said, width - below), below)}`;
  },
};

function widthOf({ helpWidth = 80 }: Help): number {
  return helpWidth;
}

/** Lines of which those after the first stand further in. */
function hanging(lines: string, indent: number): string {
  return lines.replaceAll("\n", `\n${" ".repeat(indent)}`);
}
