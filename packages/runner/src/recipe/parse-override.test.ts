import { describe, expect, it } from "vitest";
import { parseOverride } from "./parse-override.ts";

describe("parseOverride", () => {
  it.each<[string, readonly string[], readonly unknown[]]>([
    ["seed=8", ["seed"], [8]],
    [" seed = 8 ", ["seed"], [8]],
    ["personas.0.name=Ada", ["personas", "0", "name"], ["Ada"]],
    ['name="1"', ["name"], ["1"]],
    ["name='1'", ["name"], ["1"]],
    ["name=a=b", ["name"], ["a=b"]],
    ["name=", ["name"], [null]],
    ["seed=1,2,3", ["seed"], [1, 2, 3]],
    ['names="a,b",c', ["names"], ["a,b", "c"]],
    ["names='a,b', 'c'", ["names"], ["a,b", "c"]],
    ["name=don't,won't", ["name"], ["don't", "won't"]],
    ["list=[a, b],[c]", ["list"], [["a", "b"], ["c"]]],
    ["settings={temperature: 0.2, topP: 1},{}", ["settings"], [{ temperature: 0.2, topP: 1 }, {}]],
    ["deep=[{a: [1, 2]}, 3],4", ["deep"], [[{ a: [1, 2] }, 3], 4]],
    ["cache=null,true", ["cache"], [null, true]],
  ])("reads %s", (text, path, values) => {
    expect(parseOverride(text)).toEqual({ path, values });
  });

  it.each(["seed", "=8", " =8", "a..b=1", ".a=1", "a.=1"])("refuses %j, which is not key=value", (text) => {
    expect(() => parseOverride(text)).toThrow(`"${text}" is not key=value`);
  });

  it.each(["name=[a", "name={a: 1", 'name="a', "name=&a [*a]", "name=*nobody"])(
    "refuses the value of %s",
    (text) => {
      expect(() => parseOverride(text)).toThrow(/^name: .* cannot be read as a value/);
    },
  );
});
