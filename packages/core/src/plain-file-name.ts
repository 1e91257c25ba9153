/** Beyond this, a name is nobody's choice, and some file systems have no room for it. */
const longest = 100;

/**
 * Whether a name that somebody else gave may become the name of a file: letters of ASCII, digits, `.`, `-` and `_`, not
 * hidden, and so never the way out of a folder.
 */
export function isPlainFileName(name: string): boolean {
  return name.length <= longest && /^[A-Za-z0-9_][\w.-]*$/.test(name);
}

/** Whether a path that somebody else gave stays in the folder that it starts from: plain names with `/` between them. */
export function isPlainPath(path: string): boolean {
  return path.split("/").every(isPlainFileName);
}
