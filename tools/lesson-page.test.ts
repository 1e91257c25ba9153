import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lessonPage } from "./lesson-page.ts";
import type { Notebook, NotebookCell } from "./notebook.ts";

function notebook(...cells: readonly Partial<NotebookCell>[]): Notebook {
  return {
    cells: cells.map((cell) => ({ cell_type: "code", id: "c", metadata: {}, source: [], ...cell })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
}

const heading = { cell_type: "markdown", source: ["# Lesson\n", "\n", "What it is about.\n"] } as const;

describe("lessonPage", () => {
  it("keeps prose, code, what was printed in one piece, and pictures, in their order", () => {
    const page = lessonPage(
      notebook(heading, {
        source: ["console.log(1);\n", "await show();"],
        outputs: [
          { output_type: "stream", name: "stdout", text: ["one\n", "two\n"] },
          { output_type: "display_data", data: { "image/svg+xml": "<svg/>", "text/plain": "flow" } },
          { output_type: "stream", name: "stdout", text: "three\n" },
        ],
      }),
    );
    expect(page).toBe(
      [
        "# Lesson\n\nWhat it is about.\n",
        "```ts\nconsole.log(1);\nawait show();\n```",
        "Prints:",
        "```text\none\ntwo\nthree\n```",
        '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="flow">\n',
      ].join("\n\n"),
    );
  });

  it("shows fences within code and output as they are", () => {
    const source = ["const text = `\n", "````ts\n", "1\n", "````\n", "`;"];
    expect(lessonPage(notebook(heading, { source }))).toContain(
      `\`\`\`\`\`ts\n${source.join("")}\n\`\`\`\`\``,
    );
  });

  it("makes a page of every lesson there is", () => {
    const paths = globSync("tutorials/*.ipynb");
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const lesson = JSON.parse(readFileSync(path, "utf8")) as Notebook;
      const text = lessonPage(lesson);
      for (const { source } of lesson.cells) expect(text).toContain(source.join(""));
    }
  });
});
