import { readText } from "@sdialog/core/fs";
import { DataFormatError } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { join } from "node:path";
import * as z from "zod";
import { parse } from "./star-data.ts";

/** What the system does next, by what it did: one successor per action. */
export type StarGraph = Readonly<Record<string, string>>;
/** What the system says, by action; names in capitals stand for values that differ from dialogue to dialogue. */
export type ActionResponses = Readonly<Record<string, string>>;

/** A task of the corpus: its flow chart and what the system says at each step. */
export interface StarTask {
  readonly name: string;
  readonly graph: StarGraph;
  readonly responses: ActionResponses;
}

const textBy = z.record(z.string(), z.string());
const taskSchema = z.looseObject({ graph: textBy, replies: textBy.optional() });

/**
 * Reads a task's folder: `<name>.json` with the graph, `responses.json` with the responses. Copies of the corpus
 * without the latter have them in the former, under `replies`.
 *
 * @throws FileError when the task's file cannot be read
 * @throws DataFormatError naming the file and the wrong place
 */
export async function readTask(folder: string, name: string): Promise<StarTask> {
  const file = join(folder, `${name}.json`);
  const { graph, replies } = parse(taskSchema, parseJson(await readText(file), file), "a task of STAR", file);
  const responses = (await readResponses(join(folder, "responses.json"))) ?? replies;
  if (responses === undefined) {
    throw new DataFormatError("this task has no responses", {
      source: file,
      hint: `They are in "replies", or in a file responses.json beside it.`,
    });
  }
  return { name, graph, responses: readableResponses(responses) };
}

async function readResponses(file: string): Promise<ActionResponses | undefined> {
  try {
    return parse(textBy, parseJson(await readText(file), file), "responses of a STAR task", file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "file_not_found";
}

/** Without the reply to everything unforeseen, and with `{doctor_name:s}` written as `DOCTOR_NAME`. */
function readableResponses(responses: ActionResponses): ActionResponses {
  return Object.fromEntries(
    Object.entries(responses)
      .filter(([action]) => action !== "out_of_scope")
      .map(([action, text]) => [
        action,
        text.replaceAll(/\{(\w+)(?::\w*)?\}/g, (_, name: string) => name.toUpperCase()),
      ]),
  );
}
