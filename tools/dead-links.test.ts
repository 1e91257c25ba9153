import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { deadLinks } from "./dead-links.ts";

const folder = mkdtempSync(join(tmpdir(), "site-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function site(pages: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(pages)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe("deadLinks", () => {
  it("names every link to a file, a folder without a page or a place that is not there, once a page", () => {
    site({
      "index.html":
        '<a href="a/one.html">1</a><a href="a/two.html">2</a><a href="a/two.html">2</a><a href="a">3</a><img src="no.png"><a href="100%">4</a><a href="/b/none.html">5</a>',
      "a/one.html":
        '<h1 id="top">1</h1><a href="#top">up</a><a href="#end">end</a><a href="../index.html#x">x</a>',
    });
    expect(deadLinks(folder)).toEqual([
      { page: "a/one.html", link: "#end" },
      { page: "a/one.html", link: "../index.html#x" },
      { page: "index.html", link: "a/two.html" },
      { page: "index.html", link: "a" },
      { page: "index.html", link: "no.png" },
      { page: "index.html", link: "100%" },
      { page: "index.html", link: "/b/none.html" },
    ]);
  });

  it("lets pass what is there, whatever way it is written, and what is elsewhere", () => {
    site({
      "index.html":
        '<a href="b/">b</a><a href="b/Two, and &amp; three.html?x=1#f&amp;g">2</a><a href="https://example.org/no">o</a>' +
        '<a href="mailto:a@example.org">m</a><img src="data:image/png;base64,AA=="><a href="//example.org">e</a>',
      "b/index.html":
        '<a href="Two%2C%20and%20%26%20three.html#f%26g">2</a><a href="/b/Two, and &amp; three.html">2</a><a href="/">i</a>',
      "b/Two, and & three.html": '<a name="f&amp;g"></a>',
    });
    expect(deadLinks(folder)).toEqual([]);
  });
});
