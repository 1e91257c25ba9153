import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

it("every licence of the weights' training data travels with them, and the package's own says so", () => {
  const licences = read("../models/pocket/LICENSES.md");
  const rows = [...licences.matchAll(/^\| [^|]+ \| ((?:MIT|CC|BSD)[\w.-]*) +\|/gm)];
  const named = new Set(rows.map(([, licence = ""]) => licence));
  expect([...named].sort()).toEqual(["BSD-3-Clause", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "MIT"]);
  const { license } = JSON.parse(read("../package.json")) as { readonly license: string };
  // A dedication to the public asks for nothing.
  for (const licence of named) if (licence !== "CC0-1.0") expect(license.split(" AND ")).toContain(licence);
  for (const sentence of [
    "Permission is hereby granted, free of charge",
    "Redistribution and use in source and binary forms",
    "Creative Commons Attribution-ShareAlike 4.0 International",
    "Creative Commons Attribution 4.0 International",
    "Section 2",
    "CC0 1.0 Universal",
  ])
    expect(licences).toContain(sentence);
});
