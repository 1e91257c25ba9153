import { type FileHandle, open } from "node:fs/promises";

const mebibyte = 1024 * 1024;

/**
 * No line of what a run keeps has more bytes, its break left out: a reply has a million characters at most, and a dialogue
 * dozens of them. Of a longer one no more is held.
 */
export const longestLine = 64 * mebibyte;
/** So much of a file is held at a time, and looked through while nothing else goes on. */
const pieceBytes = mebibyte / 4;

/** Where a part of a file lies. */
export interface Span {
  /** First byte. */
  readonly offset: number;
  /** Number of bytes, line breaks included. */
  readonly length: number;
}

/** A line of a file; empty ones that follow each other are one. */
export interface Line extends Span {
  /** What is on it, without its break; nothing where that is longer than a line may be. */
  readonly bytes: Buffer | undefined;
  /** Number of the line, from 1, and of the last one where it stands for several. */
  readonly line: number;
  readonly lastLine: number;
}

/** Which part of a file is read. */
export interface ReadLinesOptions {
  /** First byte to read. Default: 0. */
  readonly start?: number | undefined;
  /** Byte before which reading ends. Default: the file's end. */
  readonly end?: number | undefined;
  /** Most bytes of a line that are held. Default: {@link longestLine}. */
  readonly longest?: number | undefined;
}

/**
 * The complete lines of a file; none where there is no file. However the file is made, little of it is held at a time: a
 * line's bytes are there until the next is asked for.
 */
export async function* readLines(path: string, options: ReadLinesOptions = {}): AsyncGenerator<Line> {
  for await (const lines of readLinesByPiece(path, options)) yield* lines;
}

/** What {@link readLines} gives, by pieces of the file: each is to be walked before the next is asked for. */
export async function* readLinesByPiece(
  path: string,
  { start = 0, end, longest = longestLine }: ReadLinesOptions = {},
): AsyncGenerator<Iterable<Line>> {
  const cutter = new LineCutter(start, longest);
  for await (const piece of readPieces(path, start, end)) yield cutter.cut(piece);
}

/** A part of a file, in pieces of bounded length; nothing where there is no file. Each is overwritten by the next. */
export async function* readPieces(path: string, start = 0, end?: number): AsyncGenerator<Buffer> {
  const file = await openIfThere(path);
  if (file === undefined) return;
  try {
    const last = end ?? (await file.stat()).size;
    const room = Buffer.allocUnsafeSlow(Math.min(pieceBytes, Math.max(0, last - start)));
    for (let at = start; at < last;) {
      const { bytesRead } = await file.read(room, 0, Math.min(room.length, last - at), at);
      if (bytesRead === 0) return;
      yield room.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
    return undefined;
  });
}

const lineBreak = 0x0a;

/** Cuts bytes that come in pieces into lines. */
class LineCutter {
  readonly #longest: number;
  /** The line that has no end yet: as much of it as is held, where it begins, how long it is, and its number. */
  #held: Buffer[] = [];
  #offset: number;
  #length = 0;
  #number = 1;

  constructor(offset: number, longest: number) {
    this.#offset = offset;
    this.#longest = longest;
  }

  *cut(piece: Buffer): Generator<Line> {
    let from = 0;
    for (let at = piece.indexOf(lineBreak); at !== -1; at = piece.indexOf(lineBreak, from)) {
      this.#hold(piece.subarray(from, at));
      // A file may be nothing but line breaks.
      let after = at + 1;
      if (this.#length === 0) while (piece[after] === lineBreak) after++;
      yield this.#ended(after - at);
      from = after;
    }
    if (from < piece.length) this.#hold(piece.subarray(from), true);
  }

  /** @param isCopied since the next piece comes in the same place */
  #hold(part: Buffer, isCopied = false): void {
    this.#length += part.length;
    if (this.#length > this.#longest) this.#held = [];
    else this.#held.push(isCopied ? Buffer.from(part) : part);
  }

  #ended(breaks: number): Line {
    const [first, ...others] = this.#held;
    const bytes = others.length === 0 ? first : Buffer.concat(this.#held);
    const line = this.#number;
    const found = {
      bytes: this.#length > this.#longest ? undefined : bytes,
      line,
      lastLine: line + breaks - 1,
      offset: this.#offset,
      length: this.#length + breaks,
    };
    this.#held = [];
    this.#offset += found.length;
    this.#length = 0;
    this.#number += breaks;
    return found;
  }
}
