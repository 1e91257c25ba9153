// A plugin for TypeDoc: the tutorials with what they print as pages of the site, documents under their own headings, and the
// packages' version instead of the workspace's.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  Application,
  Converter,
  DocumentReflection,
  MinimalSourceFile,
  type NormalizedPath,
  type ProjectReflection,
} from "typedoc";
import { lessonPage } from "./lesson-page.ts";
import type { Notebook } from "./notebook.ts";

interface Page {
  /** The file it is made of: what links lead to, and where its own start from. */
  readonly path: NormalizedPath;
  readonly text: string;
}

const root = join(import.meta.dirname, "..").replaceAll("\\", "/");

/** Documents that others belong to, by the file they are made of. */
const below: Readonly<Record<string, () => readonly Page[]>> = {
  "tutorials/README.md": lessons,
  "docs/architecture.md": decisions,
};

/** Called by TypeDoc. */
export function load(app: Application): void {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document: DocumentReflection) => {
    const path = document.project.files.getReflectionPath(document);
    if (path === undefined || !path.endsWith(".md") || document.parent !== document.project) return;
    document.name = titleOf(readFileSync(path, "utf8"), path);
    const pages = below[path.replace(`${root}/`, "")];
    for (const page of pages?.() ?? []) addPage(app, document, page);
  });
  // After TypeDoc has read the manifest at the root, whose version is nobody's.
  app.on(Application.EVENT_PROJECT_REVIVE, setVersion, -10_000);
}

function addPage(app: Application, parent: DocumentReflection, { path, text }: Page): void {
  const { project } = parent;
  const file = new MinimalSourceFile(text, path);
  const { content, frontmatter } = app.converter.parseRawComment(file, project.files);
  const page = new DocumentReflection(titleOf(text, path), parent, content, frontmatter);
  parent.addChild(page);
  project.registerReflection(page, undefined, path);
}

function setVersion(project: ProjectReflection): void {
  const { version } = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8")) as {
    version: string;
  };
  project.packageVersion = version;
}

function lessons(): readonly Page[] {
  return pathsOf("tutorials/[0-9][0-9]-*.ipynb").map((path) => ({
    path,
    text: lessonPage(JSON.parse(readFileSync(path, "utf8")) as Notebook),
  }));
}

function decisions(): readonly Page[] {
  return pathsOf("docs/decisions/*.md").map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

function pathsOf(pattern: string): readonly NormalizedPath[] {
  return globSync(pattern, { cwd: root })
    .sort()
    .map((path) => join(root, path).replaceAll("\\", "/") as NormalizedPath);
}

/** What a document is called: its first heading. */
function titleOf(markdown: string, path: string): string {
  const [, title] = /^# (.+)$/m.exec(markdown) ?? [];
  if (title === undefined) throw new Error(`${path} has no heading`);
  return title;
}
