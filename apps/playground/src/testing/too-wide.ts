import type { Page } from "playwright-core";

/** Parts of the DOM this looks at: the tests are compiled without its types. */
interface Box {
  readonly tagName: string;
  readonly id: string;
  readonly className: string;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly parentElement: Box | null;
  getBoundingClientRect(): { readonly right: number; readonly width: number };
}
interface Globals {
  readonly innerWidth: number;
  readonly document: { readonly documentElement: Box; querySelectorAll(selector: string): Iterable<Box> };
  getComputedStyle(box: Box): { readonly overflowX: string };
}

/**
 * What makes a person scroll sideways: the page, whatever stands out of it on the right, and every part that scrolls
 * for itself.
 */
export async function tooWide(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const { innerWidth, document, getComputedStyle } = globalThis as unknown as Globals;
    const root = document.documentElement;
    const isCut = (box: Box): boolean => {
      for (let at = box.parentElement; at !== null && at !== root; at = at.parentElement)
        if (getComputedStyle(at).overflowX !== "visible") return true;
      return false;
    };
    const wide: (readonly [string, string, string, string])[] = [];
    const beyondPage = root.scrollWidth - innerWidth;
    if (beyondPage > 0) wide.push(["the page", "", "", `, by ${beyondPage} px`]);
    for (const box of document.querySelectorAll("body *")) {
      const { right, width } = box.getBoundingClientRect();
      const beyond = Math.ceil(right - innerWidth);
      if (width > 0 && beyond > 0 && !isCut(box))
        wide.push([box.tagName, box.id, box.className, `, by ${beyond} px`]);
    }
    for (const box of document.querySelectorAll("body *")) {
      const inner = box.scrollWidth - box.clientWidth;
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
      if (scrolls && inner > 1) wide.push([box.tagName, box.id, box.className, ` scrolls by ${inner} px`]);
    }
    return wide;
  });
  return found.map(([tag, id, classes, what]) => {
    const name = [tag.toLowerCase(), id && `#${id}`, classes && `.${classes.replaceAll(" ", ".")}`];
    return `${name.join("")}${what}`;
  });
}
