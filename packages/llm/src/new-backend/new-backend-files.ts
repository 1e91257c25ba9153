import { packageScaffold, scaffoldNames, type ScaffoldTemplate } from "@sdialog/core/internal";

const template: ScaffoldTemplate = {
  kind: "backend",
  identifier: ({ camel }) => camel,
  used: [
    "backendCases",
    "backendFetch",
    "backendModel",
    "bodyLines",
    "capabilities",
    "cases",
    "checkedFetch",
    "describe",
    "environment",
    "expect",
    "httpFailure",
    "it",
    "options",
    "pieces",
    "protocol",
    "publicAddress",
    "read",
    "registerBackend",
    "resolveModel",
    "settings",
  ],
};

/**
 * The files of a package that adds a backend: the backend in one file, the server's side of its protocol, and the
 * conformance suite that holds one to the other. Its tests pass as they are.
 *
 * @param name of the backend in words, for example `my-provider`; in lower case with hyphens it is what stands before the colon
 * @returns contents by path relative to the package's folder
 * @throws InvalidArgumentError for a name from which none can be made, or that a backend has
 */
export async function newBackendFiles(name: string): Promise<Readonly<Record<string, string>>> {
  // Whose names are taken.
  await import("../registry.ts");
  const { kebab, camel, packageName } = scaffoldNames(template, name);
  const words: Readonly<Record<string, string>> = {
    __NAME__: kebab,
    __PACKAGE__: packageName,
    __IDENTIFIER__: camel,
    __ENVIRONMENT__: kebab.replaceAll("-", "_").toUpperCase(),
  };
  const { backendTemplates } = await import("./backend-templates.ts");
  const contents = (await backendTemplates()).map(([path, text]) => [
    path,
    text.replaceAll(/__[A-Z]+__/g, (word) => words[word] ?? word),
  ]);
  return {
    ...packageScaffold({
      name: packageName,
      description: `The ${kebab} backend for SDialog: "${kebab}:model" strings.`,
      keywords: ["backend", "llm", "sdialog"],
      uses: ["core", "llm"],
    }),
    ...Object.fromEntries(contents),
  };
}
