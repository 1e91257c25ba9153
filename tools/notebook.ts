/** A part of a lesson: prose or code. */
export interface Cell {
  readonly kind: "markdown" | "code";
  readonly text: string;
}

/** What a notebook shows below a cell; Jupyter's format, kept as it came. */
export interface Output {
  readonly output_type: string;
  readonly [key: string]: unknown;
}

/** A cell as Jupyter keeps it. */
export interface NotebookCell {
  readonly cell_type: "markdown" | "code";
  readonly id: string;
  readonly metadata: object;
  readonly source: readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly Output[];
}

/** The part of Jupyter's format (nbformat 4.5) that is used here. */
export interface Notebook {
  readonly cells: readonly NotebookCell[];
  readonly metadata: object;
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

const marker = /^\/\/ %%(?: \[(markdown)\])?[ \t]*$/m;

/**
 * Splits a script into cells: `// %%` begins code, `// %% [markdown]` prose whose lines are comments.
 * @throws Error when something stands before the first marker, or prose holds a line that is not a comment
 */
export function cellsOf(script: string): Cell[] {
  const [before = "", ...parts] = script.split(marker);
  if (before.trim() !== "") throw new Error("A lesson begins with a cell: // %% or // %% [markdown]");
  const cells: Cell[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const body = (parts[index + 1] ?? "").trim();
    cells.push(
      parts[index] === "markdown"
        ? { kind: "markdown", text: uncommented(body) }
        : { kind: "code", text: body },
    );
  }
  return cells.filter(({ text }) => text !== "");
}

/** A notebook for Deno's kernel. Outputs of `previous` are kept when its code is exactly this code. */
export function notebookOf(cells: readonly Cell[], previous?: Notebook): Notebook {
  const known = previous?.cells.filter(({ cell_type }) => cell_type === "code") ?? [];
  const code = cells.filter(({ kind }) => kind === "code");
  const same =
    known.length === code.length && code.every(({ text }, index) => known[index]?.source.join("") === text);
  let count = 0;
  return {
    cells: cells.map(({ kind, text }, index) => {
      const cell = {
        cell_type: kind,
        id: `cell-${String(index + 1).padStart(2, "0")}`,
        metadata: {},
        source: lines(text),
      };
      if (kind === "markdown") return cell;
      const held = same ? known[count++] : undefined;
      const outputs = (held?.outputs ?? []).map(tidy);
      return { ...cell, execution_count: held?.execution_count ?? null, outputs };
    }),
    metadata: {
      kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/x.typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** Why a notebook may not be published as it is: nothing, or one line. */
export function staleness(cells: readonly Cell[], notebook: Notebook | undefined): string | undefined {
  if (notebook === undefined) return "is missing";
  if (formatNotebook(notebookOf(cells, notebook)) !== formatNotebook(notebook))
    return "differs from its script";
  const code = notebook.cells.filter(({ cell_type }) => cell_type === "code");
  if (code.some(({ execution_count }) => typeof execution_count !== "number"))
    return "was not executed since it changed";
  const failed = code.some(({ outputs = [] }) => outputs.some(({ output_type }) => output_type === "error"));
  return failed ? "holds an error" : undefined;
}

export function formatNotebook(notebook: Notebook): string {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function uncommented(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      if (!/^\/\/( |$)/.test(line)) throw new Error(`Prose must be comments, but here stands: ${line}`);
      return line.slice(3);
    })
    .join("\n");
}

function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** Keys in a fixed order, whatever wrote them. */
function tidy(output: Output): Output {
  const entries = Object.entries(output).sort(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(entries) as unknown as Output;
}
