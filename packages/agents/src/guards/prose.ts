/** A text without what is not prose: fenced and inline code, tables, list markers, punctuation standing alone. */
export function proseOf(text: string): string {
  return text
    .replaceAll(/```[\s\S]*?(?:```|$)/g, " ")
    .replaceAll(/`[^`\n]*`/g, " ")
    .replaceAll(/^[ \t]*\|.*\|[ \t]*$/gm, " ")
    .replaceAll(/^[ \t]*(?:[-*+•]|\d+[.)])[ \t]+/gm, "")
    .replaceAll(/(?<=^|\s)[^\p{L}\p{N}\s]+(?=\s|$)/gu, " ");
}
