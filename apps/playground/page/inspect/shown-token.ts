/** `3` of `model.layers.3`. */
export function shortLayer(path: string): string {
  return path.replace(/^.*(?:layers|h|blocks)\./, "");
}

/** A token's text with its white space visible, and marks of the chat template set apart. */
export function shownToken(text: string): string {
  const mark = /^<\|(?:im_)?(.*)\|>$/.exec(text)?.[1];
  if (mark !== undefined) return `⟨${mark}⟩`;
  return text === "" ? "∅" : text.replaceAll("\n", "↵").replace(/^ /, "·");
}
