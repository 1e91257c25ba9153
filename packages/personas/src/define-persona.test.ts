import { InvalidArgumentError } from "@sdialog/core";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { BasePersona } from "./base-persona.ts";
import { Patient } from "./built-in/healthcare.ts";
import { definePersona } from "./define-persona.ts";

class Librarian extends definePersona("Librarian", {
  name: z.string().default(""),
  expertise: z.string().default("").describe("Primary subject area"),
  personality: z.string().default("patient and meticulous").describe("Traits that shape tone"),
}) {}

class Archivist extends definePersona(
  "Archivist",
  { expertise: z.array(z.string()).default([]), clearance: z.int().default(0) },
  Librarian,
) {}

describe("definePersona", () => {
  it("gives a typed class in three lines", () => {
    const morgan = new Librarian({ name: "Morgan", expertise: "history" });
    expectTypeOf(morgan.expertise).toEqualTypeOf<string>();
    expect(morgan).toMatchObject({
      name: "Morgan",
      expertise: "history",
      personality: "patient and meticulous",
    });
    // @ts-expect-error -- an attribute of the wrong type does not compile, nor does it run
    expect(() => new Librarian({ name: 3 })).toThrow(InvalidArgumentError);
    // @ts-expect-error -- nor does an unknown attribute
    expect(() => new Librarian({ nmae: "M" })).toThrow('did you mean "name"?');
    // @ts-expect-error -- and nothing can be assigned afterwards
    expect(() => (morgan.name = "Max")).toThrow(TypeError);
  });

  it("describes itself to whoever plays it, one line per attribute that says something", () => {
    const morgan = new Librarian({ name: "Morgan" });
    expect(morgan.describe()).toBe("Your name: Morgan\nYour personality: patient and meticulous");
    expect(String(morgan)).toBe(morgan.describe());
    expect(new Archivist({ expertise: ["maps", "seals"] }).describe()).toContain(
      "Your expertise: maps, seals\nYour personality: patient and meticulous\nYour clearance: 0",
    );
  });

  it("takes schemas of zod, of zod/mini and of other classes side by side", () => {
    const { name, symptoms } = Patient.shape;
    class Visitor extends definePersona("Visitor", {
      name,
      symptoms: z.optional(symptoms),
      floor: z.int().default(1).describe("Where to"),
      badge: mini._default(mini.string(), "none"),
    }) {}
    const visitor = new Visitor({ name: "Ada", badge: "7" });
    expectTypeOf(visitor.badge).toEqualTypeOf<string>();
    expectTypeOf(visitor.symptoms).toEqualTypeOf<string | string[] | undefined>();
    expect(visitor.toJSON()).toEqual({ name: "Ada", floor: 1, badge: "7" });
    expect(Visitor.descriptions()).toEqual({
      name: "What the patient is called",
      symptoms: "What the patient feels or has noticed",
      floor: "Where to",
      badge: "",
    });
    // @ts-expect-error -- nor does the wrong type of one of zod/mini compile
    expect(() => new Visitor({ badge: 3 })).toThrow("Visitor.badge: Invalid input: expected string");
  });

  it("has attributes from which an object of zod can be made, extended and turned into JSON Schema", () => {
    const extended = z.object(Patient.shape).extend({ ward: z.string() });
    expectTypeOf<z.output<typeof extended>["name"]>().toEqualTypeOf<string>();
    expect(extended.parse({ ward: "B" })).toMatchObject({ name: "", age: null, ward: "B" });
    expect(extended.pick({ name: true }).partial().safeParse({ name: 3 }).error?.issues[0]?.message).toBe(
      "Invalid input: expected string, received number",
    );
    expect(z.toJSONSchema(extended, { io: "input" }).properties).toMatchObject({
      name: { type: "string", default: "", description: "What the patient is called" },
      ward: { type: "string" },
    });
  });

  it("lets a class describe itself in its own words", () => {
    class Terse extends definePersona("Terse", { role: z.string().default("") }) {
      override describe(): string {
        return `Be ${this.role}.`;
      }
    }
    expect(String(new Terse({ role: "a wall" }))).toBe("Be a wall.");
  });

  it("inherits attributes, its own first in right", () => {
    const archivist = new Archivist({ name: "Ada", expertise: ["maps"], clearance: 3 });
    expectTypeOf(archivist.expertise).toEqualTypeOf<string[]>();
    expectTypeOf(archivist.name).toEqualTypeOf<string>();
    expect(Object.keys(Archivist.descriptions())).toEqual(["name", "expertise", "personality", "clearance"]);
    expect(archivist).toBeInstanceOf(Librarian);
    expect(archivist).toBeInstanceOf(BasePersona);
  });

  it("lists attributes with their descriptions, on the base too", () => {
    expect(Librarian.descriptions()).toEqual({
      name: "",
      expertise: "Primary subject area",
      personality: "Traits that shape tone",
    });
    expect(BasePersona.descriptions()).toEqual({});
  });

  it("refuses an attribute that would hide a method", () => {
    expect(() => definePersona("Bad", { clone: z.string().default("") })).toThrow(InvalidArgumentError);
  });

  it("keeps lineage when a variant is cloned", () => {
    const morgan = new Librarian({ name: "Morgan" });
    const variant = morgan.clone({ personality: "hurried" });
    expect(variant).toBeInstanceOf(Librarian);
    expect(variant.metadata).toMatchObject({ parentId: morgan.metadata.id, className: "Librarian" });
    expect(variant.metadata.id).not.toBe(morgan.metadata.id);
    expect(variant.clone().metadata.parentId).toBe(variant.metadata.id);
    expect(variant.clone({}, "copy-1").metadata.id).toBe("copy-1");
    expect(morgan.personality).toBe("patient and meticulous");
  });
});
