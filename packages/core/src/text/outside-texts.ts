/**
 * What an expression finds in JSON outside of its texts. These are skipped by hand: an expression that matches them ends in
 * an exhausted stack when one has millions of characters.
 */
export function* outsideTexts(json: string, pattern: RegExp): Generator<RegExpExecArray, void> {
  const each = new RegExp(`"|${pattern.source}`, "g");
  for (let found = each.exec(json); found !== null; found = each.exec(json)) {
    if (found[0] === '"') each.lastIndex = endOfText(json, found.index);
    else yield found;
  }
}

/** Where the text ends that begins there: behind the next quotation mark before which an even number of backslashes stands. */
export function endOfText(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (json[at - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return json.length;
}
