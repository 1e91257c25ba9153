import { DataFormatError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { SupportAgent } from "./built-in/customer-service.ts";
import { Persona } from "./built-in/general.ts";
import { Doctor, Patient } from "./built-in/healthcare.ts";
import { definePersona } from "./define-persona.ts";
import { personaFromJSON } from "./persona-from-json.ts";

// As Python SDialog 0.4 writes a persona to a file.
const python = `{
  "name": "Dr. Zo\\u00eb Weber",
  "age": 52,
  "language": "English",
  "years_of_experience": "20 to 25",
  "specialty": "Cardiology",
  "_metadata": {
    "version": "0.4.9",
    "timestamp": "2026-05-12T08:00:00Z",
    "model": {"name": "gemma3:27b", "temperature": 0.5},
    "seed": 13,
    "id": "0d6ab8a5-9f0b-4c1a-a4f2-d3a5a7f0c111",
    "parentId": null,
    "className": "Doctor",
    "notes": null
  }
}`;

const load = (json: unknown) => () => personaFromJSON(json, [], "doctor.json");

class Librarian extends definePersona("Librarian", { expertise: z.string().default("") }) {}

describe("personaFromJSON", () => {
  it("loads what Python SDialog wrote and writes it back the same", () => {
    const doctor = personaFromJSON(JSON.parse(python));
    expect(doctor).toBeInstanceOf(Doctor);
    expect(doctor).toMatchObject({ name: "Dr. Zoë Weber", age: 52, specialty: "Cardiology", gender: "" });
    expect(doctor.metadata.id).toBe("0d6ab8a5-9f0b-4c1a-a4f2-d3a5a7f0c111");
    expect(JSON.parse(JSON.stringify(doctor))).toEqual(JSON.parse(python));
  });

  it("writes what Python SDialog needs: known attributes only, no null, the class's name", () => {
    const json = new Patient({ symptoms: ["cough", "fever"] }).toJSON({ metadata: true });
    expect(json).toEqual({
      language: "English",
      symptoms: ["cough", "fever"],
      _metadata: expect.objectContaining({ className: "Patient", id: expect.any(String) }),
    });
  });

  it("keeps a blank that was chosen where the default is not blank", () => {
    const blank = new Persona({ language: "" });
    expect(blank.toJSON()).toEqual({ language: "" });
    expect(personaFromJSON(blank.toJSON({ metadata: true }))).toMatchObject({ language: "" });
    expect(blank.clone({ name: "Ann" }).language).toBe("");
    expect(new SupportAgent({ role: "" }).toJSON()).toEqual({ language: "English", role: "" });
  });

  it("does not change what it was given", () => {
    const json = JSON.parse(python) as object;
    personaFromJSON(json);
    expect(json).toEqual(JSON.parse(python));
  });

  it("finds classes it is handed, also under a built-in name", () => {
    const json = { expertise: "maps", _metadata: { className: "Librarian" } };
    expect(personaFromJSON(json, [Librarian])).toBeInstanceOf(Librarian);
    class OwnDoctor extends definePersona("Doctor", { ward: z.string().default("") }) {}
    expect(personaFromJSON({ ward: "B", _metadata: { className: "Doctor" } }, [OwnDoctor])).toBeInstanceOf(
      OwnDoctor,
    );
  });

  it("says what is wrong with what it cannot load", () => {
    expect(load({ name: "Ann" })).toThrow("doctor.json: names no persona class");
    expect(load(null)).toThrow(DataFormatError);
    expect(load({ _metadata: { className: "Docter" } })).toThrow(
      'doctor.json: no persona class is called "Docter"',
    );
    const hint = (className: string): unknown => {
      try {
        return load({ _metadata: { className } })();
      } catch (error) {
        return (error as DataFormatError).hint;
      }
    };
    const own = "Register classes of your own, or pass them as extraClasses.";
    expect(hint("Docter")).toBe(`Did you mean "Doctor"? ${own}`);
    expect(hint("Zzyzx")).toBe(own);
    expect(load({ name: "Ann" })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('"_metadata": {"className": …}') }),
    );
    expect(load({ ...JSON.parse(python), nmae: 1 })).toThrow('doctor.json: Doctor has no attribute "nmae"');
    expect(() => Doctor.fromJSON({ _metadata: { className: "Persona" } })).toThrow(
      "holds a Persona, not a Doctor",
    );
  });
});
