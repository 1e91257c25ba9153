import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { InvalidArgumentError, SDialogError } from "@sdialog/core";
import { decoded, textEncoding } from "@sdialog/core/fs";
import type { RuleFiles } from "../attributes/rules/rule-files.ts";

/**
 * The files below a folder, and no others: neither `..` nor a symbolic link leads out of it. Text is UTF-8,
 * UTF-16 or Windows-1252, as its bytes show.
 *
 * @param root the folder; relative paths in rules start here
 */
export function filesIn(root: string): RuleFiles {
  return {
    async read(name) {
      try {
        const folder = await realpath(root);
        const file = await realpath(path.resolve(folder, name));
        const inside = path.relative(folder, file);
        if (inside === ".." || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside)) {
          throw new InvalidArgumentError(`"${name}" lies outside the folder that rules may read from`, {
            hint: "Pass files: filesIn(folder) with a folder that holds it.",
          });
        }
        const bytes = await readFile(file);
        let text = "";
        for await (const part of decoded([bytes], textEncoding(bytes, true), name)) text += part;
        return text;
      } catch (error) {
        if (SDialogError.isInstance(error)) throw error;
        throw unreadable(name, error);
      }
    },
  };
}

function unreadable(name: string, error: unknown): SDialogError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return new InvalidArgumentError(
    `Cannot read "${name}": ${code === "ENOENT" ? "there is no such file" : code}`,
    {
      hint: "Paths in rules are relative to the folder given to filesIn, by default the working directory.",
    },
  );
}
