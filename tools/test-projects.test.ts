import { globSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { expect, it } from "vitest";
import { sweepProjects, testFiles, testProjects } from "./test-projects.ts";

const projects = testProjects();

it("every test belongs to one project", () => {
  const files = globSync([...testFiles]).map((file) => file.split(sep).join("/"));
  expect(projects.flatMap(({ include }) => include).toSorted()).toEqual(files.toSorted());
  expect(new Set(projects.map(({ name }) => name)).size).toBe(projects.length);
});

it("a process is shared within a package, and by no test that opens a server or puts something in another's place", () => {
  for (const { name, include, isolate } of projects) {
    if (isolate) continue;
    for (const file of include) {
      expect(file).toContain(`packages/${name}/`);
      expect(readFileSync(file, "utf8"), file).not.toMatch(
        /\bvi\.|registerBackend|process\.env|createServer|start\w+Server/,
      );
    }
  }
  expect(projects.filter(({ isolate }) => isolate)).toHaveLength(1);
});

it("the sweeps are all files that ask for something, in the same processes", () => {
  const asking = projects.map(({ include, ...project }) => ({
    ...project,
    include: include.filter((file) =>
      /import \{[^}]*\binject\b[^}]*\} from "vitest"/.test(readFileSync(file, "utf8")),
    ),
  }));
  expect(sweepProjects()).toEqual(asking.filter(({ include }) => include.length > 0));
});
