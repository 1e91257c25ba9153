import { open } from "node:fs/promises";

/** As much of a log's end is read: a log may be of any length. */
const mostBytes = 256 * 1024;
/** A longer line is cut. */
const longestLine = 4000;

/** The newest lines of a log, oldest first; none where there is no log. */
export async function readLogEnd(path: string, lines: number): Promise<readonly string[]> {
  if (lines <= 0) return [];
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return [];
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - mostBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    const found = buffer.toString("utf8", 0, bytesRead).trimEnd().split("\n");
    // Where the first of many begins, nobody knows.
    const whole = start > 0 && found.length > 1 ? found.slice(1) : found;
    return whole
      .slice(-lines)
      .map((line) => (line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`));
  } finally {
    await file.close();
  }
}
