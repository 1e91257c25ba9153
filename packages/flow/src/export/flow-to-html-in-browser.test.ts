import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Dialog } from "@sdialog/core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations } from "../../../../tools/axe-violations.ts";
import { noBrowser, openBrowser } from "../../../../tools/open-browser.ts";
import { dialog2flow } from "../dialog2flow.ts";
import { pruneFlow } from "../prune-flow.ts";
import { flowToGraphml } from "./flow-to-graphml.ts";
import { flowToSvg } from "./flow-to-svg.ts";
import { flowToHtml } from "./flow-to-html.ts";

const attack = '</script><script>document.title = "forged"</script><img src=x onerror="document.title=1">';
const wishes = ["I need a prescription", "Where are my test results?", attack];
const dialogs = Array.from(
  { length: 12 },
  (_, index) =>
    new Dialog({
      id: `d${index}`,
      turns: [
        { speaker: "System", text: "Hello, how can I help?" },
        { speaker: "User", text: wishes[index % 3] as string },
        { speaker: "System", text: index === 11 ? "Goodbye." : "What is your name?" },
      ],
    }),
);

if (noBrowser !== undefined) console.warn(`The page of a flow is not tried in a browser: ${noBrowser}.`);

describe.skipIf(noBrowser !== undefined)("flowToHtml", () => {
  let browser: Browser;
  let page: Page;
  const requested: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    const file = join(await mkdtemp(join(tmpdir(), "sdialog-flow-")), "flow.html");
    const flow = pruneFlow(await dialog2flow(dialogs), { minimumShare: 0.1 });
    await writeFile(file, await flowToHtml(flow, { title: "Clinic & <co>" }));
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.on("request", (request) => requested.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => errors.push(message.text()));
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(() => browser?.close());

  it("draws the graph with no request and no error, and runs nothing that was said", async () => {
    expect(await page.title()).toBe("Clinic & <co>");
    expect(await page.textContent("#status")).toContain("5 of 5 nodes, 8 of 8 edges");
    expect(requested).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it("reveals edges by threshold, and all that follows a node when it is opened", async () => {
    const edges = async (): Promise<number> =>
      Number(/, (\d+) of/.exec((await page.textContent("#status")) ?? "")?.[1]);
    await page.fill("#threshold", "30");
    expect(await edges()).toBe(8);
    await page.fill("#threshold", "90");
    expect(await edges()).toBe(4);
    await page.click("#details ol button");
    expect(await page.textContent("#details h2")).toBe("Hello, how can I help?");
    // One of the wishes is answered so in three of four cases.
    expect(await edges()).toBe(7);
    await page.click("#reset");
  });

  it("finds what is said and shows what follows", async () => {
    await page.fill("#search", "TEST RESULTS");
    expect(await page.textContent("#found")).toBe("1 found");
    expect(await page.textContent("#details h2")).toBe("Where are my test results?");
    expect(await page.textContent("#details ol")).toContain("What is your name?");
    await page.fill("#search", "");
  });

  it("replays a dialogue turn by turn, marks unusual steps, and remembers the place in the address", async () => {
    await page.selectOption("#dialog", { label: "d11 (3 turns)" });
    await page.click("#next");
    await page.click("#next");
    expect(await page.textContent("#turns li.now")).toBe(`User: ${attack}`);
    expect(await page.textContent("#turns li:nth-child(3)")).toBe("System: Goodbye. not in this graph");
    expect(page.url()).toMatch(/#dialog=11&step=2$/);
    await page.reload();
    expect(await page.textContent("#turns li.now")).toContain("User:");
    expect(errors).toEqual([]);
  });

  it("opens on boxes that can be read, each number on its own edge and in nobody's way", async () => {
    await page.click("#reset");
    const { zoom, apart } = (await page.evaluate(`(() => {
      const { cy } = flowPage;
      const shown = cy.nodes(":visible");
      const boxes = shown.map((node) => node.boundingBox({ includeLabels: false }));
      const apart = boxes.every((one, index) => boxes.slice(index + 1).every((other) =>
        one.x2 <= other.x1 || other.x2 <= one.x1 || one.y2 <= other.y1 || other.y2 <= one.y1));
      return { zoom: cy.zoom(), apart };
    })()`)) as { zoom: number; apart: boolean };
    expect(zoom).toBeGreaterThanOrEqual(0.8);
    expect(apart).toBe(true);
    expect(await page.textContent("#legend")).toMatch(/system.*user.*of all times a box was said/i);
    expect(errors).toEqual([]);
  });

  it("says of what a share is one where the rest is not in the graph", async () => {
    await page.fill("#search", "forged");
    expect(await page.textContent("#details ol")).toMatch(/75% What is your name\? 3 of 4 times/);
    expect(await page.textContent("#details")).toContain("else by what is not in this graph, 1 time");
    await page.click("#reset");
  });

  it("prints all that it shows, on white, whatever the screen is like and has room for", async () => {
    const printed = `(async () => {
      dispatchEvent(new Event("beforeprint"));
      const image = document.getElementById("printed");
      await image.decode();
      const { w, h } = flowPage.cy.elements().not(".hidden").boundingBox();
      return { source: image.src, shape: image.naturalWidth / image.naturalHeight, whole: w / h };
    })()`;
    type Picture = { readonly source: string; readonly shape: number; readonly whole: number };
    const pictures: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.reload();
      for (const zoom of ["", "flowPage.cy.zoom(3)", "flowPage.cy.pan({ x: -900, y: -900 })"]) {
        if (zoom !== "") await page.evaluate(`void ${zoom}`);
        const { source, shape, whole } = (await page.evaluate(printed)) as Picture;
        expect(shape).toBeCloseTo(whole, 1);
        pictures.push(source);
      }
    }
    expect(new Set(pictures).size).toBe(1);
    // A sheet of A4 between its margins.
    await page.setViewportSize({ width: 702, height: 1032 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const box = await page.locator("#printed").boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(702);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(1032);
    expect(await page.locator("#graph").isVisible()).toBe(false);
    await page.emulateMedia({ media: null, colorScheme: "light" });
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.reload();
  });

  it("keeps nobody from reading it, on a phone too", async () => {
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.setViewportSize({ width: 1200, height: 800 });
  }, 60_000);

  it("draws an SVG that a browser prints on one page", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "sdialog-flow-")), "flow.svg");
    const long = Array.from({ length: 40 }, (_, turn) => ({
      speaker: turn % 2 === 0 ? "A" : "B",
      text: `number ${turn} ${"x".repeat(turn)}`,
    }));
    await writeFile(file, await flowToSvg(await dialog2flow([new Dialog({ turns: long })])));
    await page.goto(pathToFileURL(file).href);
    const printed = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(printed.match(/\/Type *\/Page\b/g)).toHaveLength(1);
    await page.goBack();
  }, 60_000);

  it("gives GraphML that an XML parser reads", async () => {
    const xml = flowToGraphml(await dialog2flow(dialogs));
    const read = await page.evaluate(
      `(() => { const document = new DOMParser().parseFromString(${JSON.stringify(xml)}, "application/xml");
        return [document.querySelectorAll("parsererror").length, document.querySelectorAll("node").length]; })()`,
    );
    expect(read).toEqual([0, 8]);
  });
});
