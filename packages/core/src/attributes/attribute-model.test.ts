import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { DataFormatError } from "../errors/data-format-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { version } from "../version.ts";
import { defineAttributes } from "./define-attributes.ts";

class Teacher extends defineAttributes("Teacher", {
  name: z.string().default(""),
  subject: z.string().nullable().default(null).describe("What is taught"),
  years_experience: z.number().default(0),
  language: z.string().default("English"),
  tags: z.array(z.string()).default([]),
}) {}

class HeadTeacher extends defineAttributes(
  "HeadTeacher",
  { school: z.string().describe("The school they lead").default("") },
  Teacher,
) {}

describe("attributes", () => {
  it("are described in words of their fields, blanks left out, 0 and false not", () => {
    const teacher = new Teacher({ name: "Ana", tags: ["kind", "strict"] });
    expect(teacher.describe()).toBe("Name: Ana\nYears experience: 0\nLanguage: English\nTags: kind, strict");
    expect(String(teacher)).toBe(teacher.describe());
  });

  it("are what is found by whoever looks at the keys", () => {
    const teacher = new Teacher({ name: "Ana" });
    expect({ ...teacher }).toEqual(teacher.attributes());
  });

  it("are listed with their descriptions, inherited ones first", () => {
    expect(Object.keys(HeadTeacher.descriptions())).toEqual([
      "name",
      "subject",
      "years_experience",
      "language",
      "tags",
      "school",
    ]);
    expect(HeadTeacher.descriptions()).toMatchObject({
      subject: "What is taught",
      school: "The school they lead",
    });
  });

  it.each([[[]], ["Ana"], [null], [7]])("take metadata as an object, not as %j", (metadata) => {
    expect(() => new Teacher({}, metadata as never)).toThrow(/metadata as an object/);
  });

  it("have no description where none was given, however the schema is wrapped", () => {
    class Wrapped extends defineAttributes("Wrapped", {
      plain: z.string().default(""),
      deep: z.string().describe("inside").nullable().optional().default(null),
      outer: z.string().nullable().default(null).describe("outside"),
    }) {}
    expect(Wrapped.descriptions()).toEqual({ plain: "", deep: "inside", outer: "outside" });
  });

  it("refuse what their class does not know, naming what was probably meant", () => {
    expect(() => new Teacher({ subjcet: "maths" } as never)).toThrow(
      'Teacher has no attribute "subjcet" (did you mean "subject"?)',
    );
    expect(() => new Teacher({ years_experience: "ten" as never })).toThrow("Teacher.years_experience");
  });

  it("cannot be changed, nor through what they were made from", () => {
    const tags = ["kind"];
    const teacher = new Teacher({ tags });
    tags.push("strict");
    expect(teacher.tags).toEqual(["kind"]);
    expect(() => Object.assign(teacher, { name: "Eve" })).toThrow(TypeError);
    expect(() => (teacher.tags as string[]).push("x")).toThrow(TypeError);
  });

  it("cannot hide a method", () => {
    expect(() => defineAttributes("Bad", { describe: z.string() })).toThrow('cannot be called "describe"');
  });
});

describe("clone", () => {
  const teacher = new Teacher({ name: "Ana", language: "" });

  it("changes what it is told, keeps explicit blanks, and remembers where it comes from", () => {
    const clone = teacher.clone({ name: "Eva" });
    expect(clone).toBeInstanceOf(Teacher);
    expect(clone.attributes()).toEqual({ ...teacher.attributes(), name: "Eva" });
    expect(clone.language).toBe("");
    expect(clone.metadata).toMatchObject({ className: "Teacher", parentId: teacher.metadata.id });
    expect(clone.metadata.id).not.toBe(teacher.metadata.id);
    expect(teacher.name).toBe("Ana");
  });

  it("takes an id, and is checked like a new one", () => {
    expect(teacher.clone({}, "mine").metadata.id).toBe("mine");
    expect(() => teacher.clone({ name: 5 as never })).toThrow("Teacher.name");
  });

  it("gives the same clone the same id", () => {
    expect(teacher.clone({ name: "Eva" }).metadata.id).toBe(teacher.clone({ name: "Eva" }).metadata.id);
  });
});

describe("JSON of attributes", () => {
  it("omits blanks, but not those that stand against a default", () => {
    expect(new Teacher({ name: "", language: "" }).toJSON()).toEqual({ years_experience: 0, language: "" });
    expect(Teacher.fromJSON(new Teacher({ language: "" }).toJSON()).language).toBe("");
  });

  it("comes back as the same class with the same metadata, and the input is left alone", () => {
    const json = { name: "Ana", _metadata: { id: 7, className: "Teacher", seed: 3, custom: { kept: true } } };
    const before = structuredClone(json);
    const teacher = Teacher.fromJSON(json);
    expect(json).toEqual(before);
    expect(teacher.toJSON()).toEqual({ ...before, years_experience: 0, language: "English" });
    expect(teacher.metadata).toMatchObject({ id: 7, seed: 3, custom: { kept: true } });
  });

  it("says its class whenever metadata is asked for", () => {
    expect(new Teacher({ name: "Ana" }).toJSON()).not.toHaveProperty("_metadata");
    expect(new Teacher().toJSON({ metadata: true })["_metadata"]).toMatchObject({
      version,
      className: "Teacher",
    });
    expect(Teacher.fromJSON({ _metadata: { id: 1 } }).metadata).toEqual({ id: 1, className: "Teacher" });
  });

  it("is refused when it is of another class, unknown or no object", () => {
    expect(() => Teacher.fromJSON({ _metadata: { className: "Doctor" } }, "a.json")).toThrow(
      "a.json: holds a Doctor, not a Teacher",
    );
    expect(() => Teacher.fromJSON({ nickname: "A" }, "a.json")).toThrow(DataFormatError);
    expect(() => Teacher.fromJSON("Ana")).toThrow("not a Teacher: expected a JSON object");
  });

  it("holds nested values as they are, and dates as text", () => {
    class Event extends defineAttributes("Event", { when: z.any(), where: z.any() }) {}
    const event = new Event({ when: new Date(0), where: { city: ["Bern", 1, null] } });
    expect(event.toJSON()).toEqual({ when: "1970-01-01T00:00:00.000Z", where: { city: ["Bern", 1, null] } });
    expect(() => new Event({ when: new Set([1]), where: 1 })).toThrow(
      "Event.when is Set, which JSON cannot hold",
    );
  });
});

describe("print", () => {
  afterEach(() => vi.restoreAllMocks());

  it("shows class, id and attributes", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    new Teacher({ name: "Ana" }).clone({}, 9).print();
    expect(log.mock.calls.join()).toContain("[Teacher] 9\nName: Ana");
  });
});

describe("defineAttributes", () => {
  const schema = z.string().default("");
  it.each([
    [{ name: schema }],
    [undefined, { name: schema }],
    ["Librarian"],
    ["Librarian", { branch: "text" }],
    ["Librarian", { branch: schema }, { extends: "Persona" }],
    ["Librarian", { branch: schema }, undefined, "more"],
    [" ", { branch: schema }],
  ])("refuses what is no definition: %#", (...given) => {
    expect(() => Reflect.apply(defineAttributes, undefined, given)).toThrow(InvalidArgumentError);
  });
});
