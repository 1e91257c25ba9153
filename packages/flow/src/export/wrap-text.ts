/** Lines of at most `width` characters, broken between words where possible; at most three, the last one cut short with "…". */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word.length <= width ? word : `${word.slice(0, width - 1)}…`;
  }
  lines.push(line);
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${(lines[2] as string).slice(0, width - 1)}…`];
}
