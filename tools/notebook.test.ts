import { describe, expect, it } from "vitest";
import { cellsOf, formatNotebook, type Notebook, notebookOf, staleness } from "./notebook.ts";

const script = `// %% [markdown]
// # Title
//
// Two lines
// of prose.

// %%
const one = 1;

console.log(one);

// %%
console.log(2);
`;
const cells = cellsOf(script);

function executed(notebook: Notebook): Notebook {
  let count = 0;
  return {
    ...notebook,
    cells: notebook.cells.map((cell) =>
      cell.cell_type === "markdown"
        ? cell
        : {
            ...cell,
            execution_count: ++count,
            outputs: [{ output_type: "stream", text: [`${count}\n`], name: "stdout" }],
          },
    ),
  };
}

describe("cellsOf", () => {
  it("splits prose and code", () => {
    expect(cells).toEqual([
      { kind: "markdown", text: "# Title\n\nTwo lines\nof prose." },
      { kind: "code", text: "const one = 1;\n\nconsole.log(one);" },
      { kind: "code", text: "console.log(2);" },
    ]);
  });

  it("refuses code outside of cells, and code in prose", () => {
    expect(() => cellsOf("const a = 1;\n// %%\n")).toThrow("begins with a cell");
    expect(() => cellsOf("// %% [markdown]\n// Prose\nconst a = 1;")).toThrow("const a = 1;");
  });
});

describe("notebookOf", () => {
  it("writes Jupyter's format, lines as Jupyter keeps them", () => {
    const notebook = notebookOf(cells);
    expect(notebook.cells.map(({ cell_type }) => cell_type)).toEqual(["markdown", "code", "code"]);
    expect(notebook.cells[1]).toMatchObject({
      source: ["const one = 1;\n", "\n", "console.log(one);"],
      execution_count: null,
      outputs: [],
    });
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(3);
  });

  it("keeps outputs as long as the code is the same, also when prose changes", () => {
    const before = executed(notebookOf(cells));
    const reworded = cellsOf(script.replace("of prose", "of better prose"));
    expect(notebookOf(reworded, before).cells[2]).toMatchObject({
      execution_count: 2,
      outputs: [{ text: ["2\n"] }],
    });
    const changed = cellsOf(script.replace("console.log(2)", "console.log(3)"));
    expect(notebookOf(changed, before).cells[1]).toMatchObject({ execution_count: null, outputs: [] });
  });
});

describe("staleness", () => {
  const current = notebookOf(cells, executed(notebookOf(cells)));

  it("finds nothing wrong with an executed notebook of these cells", () => {
    expect(staleness(cells, current)).toBeUndefined();
    expect(staleness(cells, JSON.parse(formatNotebook(current)) as Notebook)).toBeUndefined();
  });

  it("says what is wrong", () => {
    expect(staleness(cells, undefined)).toBe("is missing");
    expect(staleness(cells, notebookOf(cells))).toBe("was not executed since it changed");
    expect(staleness(cellsOf(script.replace("# Title", "# Other")), current)).toBe("differs from its script");
    const failed: Notebook = {
      ...current,
      cells: current.cells.map((cell) => ({ ...cell, outputs: [{ output_type: "error" }] })),
    };
    expect(staleness(cells, notebookOf(cells, failed))).toBe("holds an error");
  });
});
