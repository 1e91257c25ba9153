import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { isNestedTooDeep, mostNesting } from "@sdialog/core/internal";
import * as z from "zod";
import { kindOf } from "./refuse-odd-files.ts";

/** What a file of a run's folder holds beside rows and the manifest: one value of JSON. */
export interface SmallFile<Value> {
  /** What is wrong where it is not one, as the end of a sentence whose beginning is the file. */
  readonly otherwise: string;
  /** Of a list, one that stops at the first thing that is wrong: millions may be. */
  readonly schema: z.ZodType<Value>;
}

/** The value in a file, or why there is none; nothing where there is no file. */
export type SmallFileContent<Value> = { readonly value: Value } | { readonly problem: string } | undefined;

/**
 * More bytes than these are not read of any: what they say is read at once, while nothing else goes on. Whoever writes one
 * that could be longer writes less.
 */
export const mostSmallBytes = 4 * 1024 * 1024;
// Windows knows neither.
const { O_NONBLOCK: atOnce = 0, O_NOFOLLOW: noFollow = 0 } = constants as Partial<typeof constants>;
const text = z.string();
const count = z.number().int().min(0);

/** Who writes to a folder. */
export const lockFile: SmallFile<LockOwner> = {
  otherwise: "did not say who writes here",
  schema: z.object({
    host: text,
    pid: count,
    started: text.nullable().catch(null),
    space: text.nullable().catch(null),
  }),
};

/** A process that writes to a folder. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** Tells a process from a later one with the same number. */
  readonly started: string | null;
  /** Among which processes its number counts, see `processSpace`; nothing where the system does not say. */
  readonly space: string | null;
}

/** The array job that a run was submitted as. A word of it goes to the commands of Slurm. */
export const jobFile: SmallFile<SubmittedJob> = {
  otherwise:
    "does not say which array job was submitted; if it is still in the queue, cancel it with scancel",
  schema: z.object({ job: text.regex(/^\d{1,20}$/), of: count.min(1).max(1_000_000) }),
};

/** An array job, and of how many tasks it is. */
export interface SubmittedJob {
  readonly job: string;
  readonly of: number;
}

/** The failed tasks that an array job tries again. */
export const retryList = {
  otherwise: "does not list tasks",
  schema: listOf(
    z.object({
      key: text,
      variant: count,
      index: count,
      tried: count,
      substitute: count.optional(),
    }),
  ),
} satisfies SmallFile<unknown>;

/** Why a part of a run cannot go on. */
export const errorFile: SmallFile<KnownError> = {
  otherwise: "does not say why its part stopped",
  schema: z.object({ code: text, message: text, hint: text.optional() }),
};

/** What is told of an error. */
export interface KnownError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/**
 * What a small file says. Every one of a run's folder is read here, which may be torn, empty, anybody's, or no file at all:
 * it is opened without waiting for anybody, and no more of it is read than it may hold.
 */
export async function readSmallFile<Value>(
  path: string,
  { otherwise, schema }: SmallFile<Value>,
): Promise<SmallFileContent<Value>> {
  const found = await readSmallText(path, mostSmallBytes);
  if (found === undefined || "problem" in found) return found;
  const json = found.value;
  if (isNestedTooDeep(json)) return { problem: `is nested deeper than ${mostNesting} brackets` };
  const { data } = schema.safeParse(parsed(json));
  return data === undefined ? { problem: otherwise } : { value: data };
}

/**
 * The text of a file that has no more bytes than so many, or why there is none; nothing where there is no file. It is
 * opened without waiting for anybody.
 *
 * @param isFollowed whether a link in its place is read through
 */
export async function readSmallText(
  path: string,
  mostBytes: number,
  isFollowed = false,
): Promise<SmallFileContent<string>> {
  const opened = isFollowed ? open(path, constants.O_RDONLY | atOnce) : openOwn(path);
  const file = await opened.catch((error: NodeJS.ErrnoException) => error);
  if (file instanceof Error) {
    if (file.code === "ELOOP" && !isFollowed) return { problem: notAFile("a link") };
    // A socket cannot be opened.
    if (file.code === "ENXIO") return { problem: notAFile("something else") };
    if (file.code === "ENOENT" || file.code === "ENOTDIR") return undefined;
    throw file;
  }
  try {
    const found = await file.stat();
    if (!found.isFile()) return { problem: notAFile(kindOf(found)) };
    // Not by its size alone: some files are said to be empty, and grow while they are read.
    const value = found.size > mostBytes ? undefined : await readUpTo(file, mostBytes);
    return value === undefined ? { problem: "is too long for what it should hold" } : { value };
  } finally {
    await file.close();
  }
}

/** Opens a file to read it, neither through a link nor waiting for anybody. */
export function openOwn(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | atOnce | noFollow);
}

/** What a thing is that stands in the place of a file. */
export function notAFile(kind: string): string {
  return `is ${kind}, where there should be a file`;
}

/** The text of a file that has no more bytes than so many. */
async function readUpTo(file: FileHandle, most: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  for (let length = 0; ;) {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(64 * 1024) });
    if (bytesRead === 0) return Buffer.concat(chunks).toString("utf8");
    length += bytesRead;
    if (length > most) return undefined;
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

/** A list of such items, which is looked at no further than its first other one. */
export function listOf<Item>(item: z.ZodType<Item>): z.ZodType<readonly Item[]> {
  return z.custom<readonly Item[]>(
    (value) => Array.isArray(value) && value.every((one) => item.safeParse(one).success),
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
