import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidArgumentError } from "@sdialog/core";
import { packageScaffold } from "@sdialog/core/internal";

// Beside `src` and beside `dist`: as far above this file in either.
const folder = fileURLToPath(new URL("../../templates/backend/", import.meta.url));
const suffix = ".template";

/**
 * The files of a package that adds a backend: the backend in one file, the server's side of its protocol, and the
 * conformance suite that holds one to the other. Its tests pass as they are.
 *
 * @param name what will stand before the colon: lower-case letters, digits and `-`
 * @returns contents by path relative to the package's folder
 * @throws InvalidArgumentError for a name that cannot stand there
 */
export async function newBackendFiles(name: string): Promise<Readonly<Record<string, string>>> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new InvalidArgumentError(`"${name}" cannot be the name of a backend`, {
      hint: "Use lower-case letters, digits and single hyphens: my-provider.",
    });
  }
  const words: Readonly<Record<string, string>> = {
    __NAME__: name,
    __PACKAGE__: `sdialog-backend-${name}`,
    __IDENTIFIER__: name.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase()),
    __ENVIRONMENT__: name.replaceAll("-", "_").toUpperCase(),
  };
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(suffix));
  const contents = paths.toSorted().map(async (path) => {
    const template = await readFile(join(folder, path), "utf8");
    const content = template.replaceAll(/__[A-Z]+__/g, (word) => words[word] ?? word);
    return [path.slice(0, -suffix.length).replaceAll("\\", "/"), content] as const;
  });
  return {
    ...packageScaffold({
      name: `sdialog-backend-${name}`,
      description: `The ${name} backend for SDialog: "${name}:model" strings.`,
      keywords: ["backend", "llm", "sdialog"],
      uses: ["core", "llm"],
    }),
    ...Object.fromEntries(await Promise.all(contents)),
  };
}
