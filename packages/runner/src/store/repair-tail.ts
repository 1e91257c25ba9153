import { type FileHandle, open } from "node:fs/promises";

const blockSize = 64 * 1024;

/**
 * Cuts off a last line that was not written to its end, as a killed process or a full disk leaves it.
 *
 * @returns the length of what is left, in bytes; 0 when there is no such file
 */
export async function repairTail(path: string): Promise<{ readonly length: number; readonly cut: number }> {
  let file: FileHandle;
  try {
    file = await open(path, "r+");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return { length: 0, cut: 0 };
    throw error;
  }
  try {
    const { size } = await file.stat();
    const length = await endOfLastLine(file, size);
    if (length < size) await file.truncate(length);
    return { length, cut: size - length };
  } finally {
    await file.close();
  }
}

async function endOfLastLine(file: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(blockSize);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - blockSize);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const at = block.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (at !== -1) return start + at + 1;
    end = start;
  }
  return 0;
}
