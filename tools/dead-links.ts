import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** A link of a site that leads nowhere. */
export interface DeadLink {
  readonly page: string;
  readonly link: string;
}

/**
 * The links within a folder of web pages that lead to no file of it, or to no place in the page. A link that begins with a
 * slash begins at the folder; links elsewhere are not looked at.
 */
export function deadLinks(folder: string): readonly DeadLink[] {
  const pages = globSync("**/*.html", { cwd: folder }).sort();
  const places = new Map<string, ReadonlySet<string>>();
  const placesOf = (page: string): ReadonlySet<string> => {
    const known =
      places.get(page) ?? new Set(attributes(readFileSync(join(folder, page), "utf8"), "id|name"));
    places.set(page, known);
    return known;
  };
  return pages.flatMap((page) => {
    const links = new Set(attributes(readFileSync(join(folder, page), "utf8"), "href|src"));
    return [...links]
      .filter((link) => !/^[a-z][a-z\d+.-]*:|^\/\//i.test(link))
      .filter((link) => {
        const parts = partsOf(link);
        if (parts === undefined) return true;
        const { path, place } = parts;
        const target = path === "" ? page : join(path.startsWith("/") ? "." : dirname(page), path);
        const file = isFolder(join(folder, target)) ? join(target, "index.html") : target;
        if (!existsSync(join(folder, file))) return true;
        return place !== "" && file.endsWith(".html") && !placesOf(file).has(place);
      })
      .map((link) => ({ page, link }));
  });
}

/** Nothing for a link like "100%", which cannot be decoded. */
function partsOf(link: string): { readonly path: string; readonly place: string } | undefined {
  const [, path = "", place = ""] = /^([^?#]*)(?:\?[^#]*)?#?(.*)$/.exec(link) ?? [];
  try {
    return { path: decodeURIComponent(path), place: decodeURIComponent(place) };
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The values of attributes in a page's tags. */
function attributes(html: string, names: string): readonly string[] {
  const pattern = new RegExp(`\\s(?:${names})="([^"]*)"`, "g");
  return [...html.matchAll(pattern)].map(([, value = ""]) => unescaped(value));
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
};

function unescaped(text: string): string {
  return text.replaceAll(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all);
}
