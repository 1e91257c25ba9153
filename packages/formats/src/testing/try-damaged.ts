import { DataFormatError, Dialog, Random, SDialogError } from "@sdialog/core";
import { readDialogInput } from "@sdialog/core/fs";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";
import { damagedBytes } from "./damaged-bytes.ts";
import type { WholeFile } from "./whole-files.ts";

/** What became of a damaged file: how many dialogues were read, what was told, and what ended the reading. */
export interface DamageOutcome {
  readonly dialogs: number;
  readonly told: readonly string[];
  /** Something that must not happen. */
  readonly wrong?: string | undefined;
}

/**
 * Damages a file as a seed says and reads it, found by its content or as its reader is named, with and without somebody
 * who is told of what is skipped.
 */
export async function tryDamaged({ reader, file, bytes }: WholeFile, seed: number): Promise<DamageOutcome> {
  const random = new Random(seed).fork(reader);
  const blob = new Blob([damagedBytes(bytes, random) as Uint8Array<ArrayBuffer>]);
  const source = `folder/${file}`;
  const told: string[] = [];
  const wrong: string[] = [];
  const named = random.chance(0.5);
  const listens = random.chance(0.5);
  let dialogs = 0;
  const judge = (error: unknown): void => {
    told.push(oneLine(error));
    const fault = faultOf(error, source);
    if (fault !== undefined) wrong.push(fault);
  };
  try {
    const read = await readDialogInput(
      blobInput(blob, source, {}),
      async (length) => new Uint8Array(await blob.slice(0, length).arrayBuffer()),
      { format: named ? reader : undefined, ...(listens ? { onError: judge } : {}) },
    );
    for await (const dialog of read) {
      if (!(dialog instanceof Dialog)) wrong.push("what was read is no dialogue");
      dialogs++;
    }
  } catch (error) {
    judge(error);
  }
  return { dialogs, told, ...(wrong.length === 0 ? {} : { wrong: wrong[0] }) };
}

/** What is said of a file, and of no line of it; Parquet has none. */
const wholeFileIsWrong = /no known format fits|this file is empty|Parquet|its rows are of no known format/;

/** What is missing in an error: it is ours, names the file, the line or that there is none, and what was expected of which format. */
function faultOf(error: unknown, source: string): string | undefined {
  if (!SDialogError.isInstance(error))
    return `no error of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  if (!error.message.includes(source)) return `does not name the file: ${error.message}`;
  if (!(error instanceof DataFormatError)) return undefined;
  if (error.source !== source) return `says "${error.source}" is the file: ${error.message}`;
  if (!/Read as [\w.-]+: |Name its format/.test(error.hint ?? ""))
    return `does not say what it was read as: ${error.message}`;
  if (error.line === undefined && !wholeFileIsWrong.test(error.message))
    return `does not say which line is wrong: ${error.message}`;
  return undefined;
}

function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = error instanceof DataFormatError && error.line !== undefined ? "line" : "no line";
  return `${line}: ${error.message.replaceAll(/\d+/g, "N").split("\n")[0]}`;
}
