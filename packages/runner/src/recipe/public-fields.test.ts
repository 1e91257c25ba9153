import { describe, expect, it } from "vitest";
import { checkRecipe } from "./check-recipe.ts";

const secret = "planted-8Vb2Nq6Lx0";
const recipe = { kind: "dialogues", count: 1, personas: [{ name: "Ann" }, { name: "Bob" }] };

/** Places of a recipe, each with ways to write a secret there, and one that holds none. */
const places: Readonly<
  Record<string, readonly [write: (value: string) => object, wrong: string[], right: string]>
> = {
  "a model's address": [
    (baseURL) => ({ model: { name: "openai:m", baseURL } }),
    [
      `http://u:${secret}@h/v1`,
      `http://${secret}@h/v1`,
      `http://h/v1?key=${secret}`,
      `http://h/v1#${secret}`,
    ],
    "http://h:8000/v1",
  ],
  "MLflow's address": [
    (url) => ({ tracking: { mlflow: { url } } }),
    [`http://u:${secret}@h/`, `http://h/?token=${secret}`, `http://h/${secret}/mlflow`],
    "http://h:5000",
  ],
  "the collector's address": [
    (url) => ({ tracking: { otlp: { url } } }),
    [`https://u:${secret}@h/v1/traces`, `https://h/v1/traces?api-key=${secret}`],
    "http://h:4318/v1/traces",
  ],
  "the database's address": [
    (url) => ({ postgres: { url } }),
    [
      `postgres://u:${secret}@h/d`,
      `postgres://u@h/d?password=${secret}`,
      `postgres://h/d?sslpassword=${secret}`,
      // A driver reads these as addresses of its own, and asks the host behind the "?".
      `http://localhost/d?host=192.0.2.1&user=${secret}`,
      `ws://localhost/d?host=192.0.2.1&user=${secret}`,
    ],
    "postgres://u@h/d?sslmode=require",
  ],
  "sbatch's options": [
    (option) => ({ slurm: { options: [option] } }),
    [
      `--export=ALL,OPENAI_API_KEY=${secret}`,
      `--export=HF_TOKEN=${secret}`,
      `--comment=password = ${secret}`,
    ],
    "--export=ALL,OMP_NUM_THREADS=4",
  ],
};

describe.each(Object.entries(places))("%s", (_place, [write, wrong, right]) => {
  it.each(wrong)("refuses %s, and does not repeat it", (value) => {
    const refused = (): unknown => checkRecipe({ ...recipe, ...write(value) });
    expect(refused).toThrow(/may not hold|without a password/);
    try {
      refused();
    } catch (error) {
      const { message, hint, stack } = error as Error & { hint?: string };
      expect([message, hint, stack].join("\n")).not.toContain(secret);
    }
  });

  it("takes what holds none", () => {
    expect(() => checkRecipe({ ...recipe, ...write(right) })).not.toThrow();
  });
});

it("what is no address is called that, and not one with a secret", () => {
  const said = (url: string): string => {
    try {
      checkRecipe({ ...recipe, tracking: { mlflow: { url } } });
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(said("nonsense")).toBe("tracking.mlflow.url: invalid URL");
  expect(said("http://h:5000")).toBe("");
});
