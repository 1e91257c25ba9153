import { once } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defineAttributes } from "../attributes/define-attributes.ts";
import { createByName, lookUp, register, registered } from "./registry.ts";

const rule = {
  label: "rule",
  persistent: false,
  begin: () => ({}),
  toJSON: () => ({}),
};

describe("the registry", () => {
  it("makes what was registered, of options that the schema has checked and completed", () => {
    register("orchestrator", {
      name: "Repeat",
      description: "says it again",
      schema: z.strictObject({ times: z.int().default(2) }),
      create: ({ times }) => ({ ...rule, label: "again ".repeat(times).trim() }),
    });
    expect(createByName("orchestrator", "Repeat").label).toBe("again again");
    expect(createByName("orchestrator", "Repeat", { times: 1 }).label).toBe("again");
    expect(() => createByName("orchestrator", "Repeat", { time: 3 })).toThrow(/Repeat: .*"time"/);
    expect(() => createByName("orchestrator", "Repeat", "twice")).toThrow("Repeat: ");
  });

  it("refuses options for what takes none", () => {
    register("orchestrator", { name: "Plain", description: "takes none", create: () => rule });
    expect(createByName("orchestrator", "Plain")).toBe(rule);
    expect(() => createByName("orchestrator", "Plain", { min: 1 })).toThrow(/Plain: .*"min"/);
  });

  it("hands on what belongs to the kind, and keeps what else entries of the kind tell", () => {
    register("persona", { name: "Robot", description: "a robot", class: Robot, create: () => new Robot() });
    expect(lookUp("persona", "Robot").class).toBe(Robot);
  });

  it("says which name was probably meant, under a code of the kind", () => {
    register("orchestrator", { name: "Patience", description: "waits", create: () => rule });
    expect(() => lookUp("orchestrator", "Patiense")).toThrow(
      expect.objectContaining({ code: "unknown_orchestrator", hint: 'Did you mean "Patience"?' }),
    );
    expect(() => lookUp("orchestrator", "entirely else")).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("Patience") as string }),
    );
  });

  it("finds an entry by its aliases and lists it once", () => {
    register("orchestrator", {
      name: "A",
      aliases: ["a", "alpha"],
      description: "first",
      create: () => rule,
    });
    expect(lookUp("orchestrator", "alpha")).toBe(lookUp("orchestrator", "A"));
    expect(registered("orchestrator").filter(({ name }) => name === "A")).toHaveLength(1);
  });

  it("says that a later entry takes the place of an earlier one, whose aliases go with it", async () => {
    const said = once(process, "warning");
    register("orchestrator", {
      name: "B",
      aliases: ["beta"],
      description: "one",
      from: "x",
      create: () => rule,
    });
    register("orchestrator", { name: "B", description: "two", from: "y", create: () => rule });
    expect(String((await said)[0])).toContain(
      'The orchestrator "B" from x is replaced by a later one from y',
    );
    expect(lookUp("orchestrator", "B").description).toBe("two");
    expect(() => lookUp("orchestrator", "beta")).toThrow("no orchestrator");
  });

  it("takes a package that is loaded twice for one", () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    for (const description of ["copy one", "copy two"])
      register("orchestrator", { name: "C", description, from: "same", create: () => rule });
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it("is one for all copies of the package", async () => {
    register("policy", { name: "shared", description: "known to both", create: () => rule });
    vi.resetModules();
    const copy = await import("./registry.ts");
    expect(copy.lookUp).not.toBe(lookUp);
    expect(copy.lookUp("policy", "shared")).toBe(lookUp("policy", "shared"));
  });

  it.each([
    [
      "a kind there is not",
      "metrik",
      { name: "x", description: "x", create: () => rule },
      'Did you mean "metric"?',
    ],
    [
      "a kind that is like none",
      "zzzzzzzzzz",
      { name: "x", description: "x", create: () => rule },
      "Kinds: backend, persona, ",
    ],
    ["an empty name", "policy", { name: "", description: "x", create: () => rule }, "without spaces"],
    [
      "a name with spaces around it",
      "policy",
      { name: " x", description: "x", create: () => rule },
      "without",
    ],
    ["no description", "policy", { name: "x", description: " ", create: () => rule }, "lists show it"],
    ["no way to make it", "policy", { name: "x", description: "x" }, undefined],
  ])("refuses %s", (_, kind, entry, hint) => {
    expect(() => register(kind as "policy", entry as never)).toThrow(
      expect.objectContaining({
        code: "invalid_argument",
        hint: hint === undefined ? undefined : (expect.stringContaining(hint) as string),
      }),
    );
  });

  it("does not compile for wrong use", () => {
    const named = { name: "x", description: "x" };
    const schema = z.object({ min: z.number() });
    const wrong = (): void => {
      // @ts-expect-error: no such kind
      register("orchestrators", { ...named, create: () => rule });
      // @ts-expect-error: makes something else
      register("orchestrator", { ...named, create: () => 1 });
      // @ts-expect-error: does not say what every persona says
      register("persona", { ...named, create: () => new Robot() });
      // @ts-expect-error: the schema knows no `max`
      register("policy", { ...named, schema, create: ({ max }) => ({ ...rule, label: max }) });
      // @ts-expect-error: an entry without a schema takes no options
      register("policy", { ...named, create: ({ min }) => ({ ...rule, label: min }) });
      // @ts-expect-error: nothing is handed to rules besides their options
      createByName("policy", "x", {}, "context");
    };
    expect(wrong).toBeTypeOf("function");
  });
});

class Robot extends defineAttributes("Robot", {}) {}
