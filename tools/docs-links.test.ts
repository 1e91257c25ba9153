import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const files = globSync([
  "*.md",
  "packages/*/README.md",
  "packages/*/models/**/*.md",
  "apps/*/README.md",
  "docs/**/*.md",
  "tutorials/*.md",
]).sort();

/** The anchors of a Markdown file's headings, as GitHub makes them. */
function anchors(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+\s+(.*)$/gm)].map((match) => match[1] ?? "");
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(/\s/g, "-"),
    ),
  );
}

describe("links of the documentation", () => {
  it.each(files)("%s", (file) => {
    const text = readFileSync(file, "utf8").replaceAll(/```[\s\S]*?```/g, "");
    const broken = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)]
      .map((match) => match[1] ?? "")
      .filter((target) => {
        const [path = "", anchor] = target.split("#");
        const place = path === "" ? file : join(dirname(file), decodeURIComponent(path));
        if (!existsSync(place)) return true;
        return (
          anchor !== undefined && place.endsWith(".md") && !anchors(readFileSync(place, "utf8")).has(anchor)
        );
      });
    expect(broken).toEqual([]);
  });
});
