import { DataFormatError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { LoadedFiles } from "./rule-files.ts";

const texts: Record<string, string> = {
  "names.txt": "\uFEFF Ann \r\n\r\nBo\n   \nCy",
  "blank.txt": "\n \n",
  "people.csv": 'name,city,"age, about"\nAnn,"Oslo, NO",30\nBo,,41\n\nCy\n',
  "excel.csv": '\uFEFFName;"age; about"\r\nAnn;"30; or so"\r\n;\r\nBo;41\r\n',
  "named.csv": "sep=|\nname|age\nAnn|30\n",
  "quotes.csv": 'name\n"Ann\nBo\n',
  "counted.csv": "5,0,7\n6,1,a\n",
  "people.tsv": "name\tquote\nAnn\ta, b\n",
};
const reads: string[] = [];
const files = new LoadedFiles({
  async read(path) {
    reads.push(path);
    return texts[path] as string;
  },
});
const column = (name: string, path = "people.csv", delimiter: "," | "\t" = ",") => ({
  name,
  path,
  delimiter,
});

describe("LoadedFiles", () => {
  it("gives the lines that hold something", async () => {
    expect(await files.lines("names.txt")).toEqual(["Ann", "Bo", "Cy"]);
    await expect(files.lines("blank.txt")).rejects.toThrow("blank.txt: this file has no line");
  });

  it("gives the cells of a column by header, or by position from the first row on", async () => {
    expect(await files.rows([column("name")])).toEqual([["Ann"], ["Bo"], ["Cy"]]);
    expect(await files.rows([column("0")])).toEqual([["name"], ["Ann"], ["Bo"], ["Cy"]]);
    // Whatever stands in the first row: a number is a position.
    expect(await files.rows([column("0", "counted.csv")])).toEqual([["5"], ["6"]]);
    expect(await files.rows([column("7", "counted.csv")])).toEqual([["a"]]);
    expect(await files.rows([column("age, about")])).toEqual([["30"], ["41"]]);
    expect(await files.rows([column("quote", "people.tsv", "\t")])).toEqual([["a, b"]]);
  });

  it("reads tables as Excel writes them: semicolons, a mark in front, a named sign, headers in any case", async () => {
    expect(await files.rows([column("name", "excel.csv"), column("age; about", "excel.csv")])).toEqual([
      ["Ann", "30; or so"],
      ["Bo", "41"],
    ]);
    expect(await files.rows([column("age", "named.csv")])).toEqual([["30"]]);
  });

  it("says on which line the quotes of a table do not match", async () => {
    await expect(files.rows([column("name", "quotes.csv")])).rejects.toThrow(
      "quotes.csv:2: the double quotes of this row do not match",
    );
  });

  it("gives several columns row by row, rows with a gap left out", async () => {
    expect(await files.rows([column("city"), column("name")])).toEqual([["Oslo, NO", "Ann"]]);
  });

  it("says which column or value is not there", async () => {
    await expect(files.rows([column("nmae")])).rejects.toThrow('people.csv: has no column "nmae"');
    await expect(files.rows([column("3")])).rejects.toThrow(DataFormatError);
    texts["gap.csv"] = "a,b\n1,\n";
    await expect(files.rows([column("b", "gap.csv")])).rejects.toThrow('gap.csv: no row has a value for "b"');
  });

  it("reads each file once", () => {
    expect(reads.toSorted()).toEqual([...new Set(reads)].toSorted());
  });
});
