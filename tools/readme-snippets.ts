import { globSync, readFileSync } from "node:fs";

/** A TypeScript code block of a Markdown file. */
export interface Snippet {
  readonly file: string;
  /** 1-based line of the block's first line of code. */
  readonly line: number;
  readonly code: string;
  /** False for blocks marked `no-run`: they are compiled only. */
  readonly runs: boolean;
}

/** All ` ```ts ` blocks of the READMEs and guides. */
export function readmeSnippets(): Snippet[] {
  const files = globSync([
    "README.md",
    "CONTRIBUTING.md",
    "packages/*/README.md",
    "apps/*/README.md",
    "docs/**/*.md",
  ]);
  return files.sort().flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/^```ts( no-run)?\n([\s\S]*?)^```$/gm)].map((match) => ({
      file,
      line: text.slice(0, match.index).split("\n").length + 1,
      code: match[2] ?? "",
      runs: match[1] === undefined,
    }));
  });
}
