// Everything that a terminal obeys instead of showing it, line breaks and tabs left out; what turns text around; and the
// separators of lines and paragraphs, which many programs break lines at.
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/**
 * A text as it may be written to a terminal: control and escape characters are shown (`␛`, `␈`, `\u009b`) and not
 * sent, so that what a model says cannot move the cursor, clear the screen, set a title, hide what follows or paint over
 * other lines. Colours are no exception: a program puts its own around a text after that.
 */
export function visibleText(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(controls, shown);
}

/** {@link visibleText} on one line, for logs and progress bars: line breaks and tabs are blanks. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll(/[\n\t]/g, " ");
}

/** The picture of a control character where Unicode has one, else its number. */
function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "␡" : `\\u${code.toString(16).padStart(4, "0")}`;
}
