import { basename } from "node:path";
import { kindOf } from "./refuse-odd-files.ts";
import { notAFile, openOwn } from "./small-file.ts";

/** As much of a log's end is read: a log may be of any length. */
const mostBytes = 256 * 1024;
/** A longer line is cut. */
const longestLine = 4000;

/** The newest lines of a log, oldest first; none where there is no log. */
export async function readLogEnd(path: string, lines: number): Promise<readonly string[]> {
  if (lines <= 0) return [];
  // Neither through a link, which may lead to what is nobody else's business, nor waiting for who writes to a pipe.
  const file = await openOwn(path).catch((error: NodeJS.ErrnoException) => error);
  if (file instanceof Error) return file.code === "ELOOP" ? [`${basename(path)} ${notAFile("a link")}`] : [];
  try {
    const found = await file.stat();
    if (!found.isFile()) return [`${basename(path)} ${notAFile(kindOf(found))}`];
    const { size } = found;
    const start = Math.max(0, size - mostBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    const ends = buffer.toString("utf8", 0, bytesRead).trimEnd().split("\n");
    // Where the first of many begins, nobody knows.
    const whole = start > 0 && ends.length > 1 ? ends.slice(1) : ends;
    return whole
      .slice(-lines)
      .map((line) => (line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`));
  } finally {
    await file.close();
  }
}
