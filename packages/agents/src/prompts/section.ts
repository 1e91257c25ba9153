const marker = /\[\[(\s*##)/g;

/**
 * Text fenced as a section of a prompt: `[[ ## BEGIN NAME ## ]]` … `[[ ## END NAME ## ]]`. Text that looks like a
 * marker itself is broken up, so that what a persona says about itself cannot open or close a section.
 */
export function section(name: string, text: string): string {
  return `[[ ## BEGIN ${name} ## ]]\n${withoutMarkers(text).trim()}\n[[ ## END ${name} ## ]]`;
}

/** The text with what looks like a section marker (`[[ ##`) broken up, for text that goes inside a section. */
export function withoutMarkers(text: string): string {
  return text.replaceAll(marker, "[ [$1");
}
