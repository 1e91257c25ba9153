import type { FormField } from "../../src/protocol/catalog.ts";
import { CheckField, ChoiceField, NumberField, TextField } from "./field.tsx";

interface SchemaFieldProps {
  readonly field: FormField;
  readonly value: unknown;
  /** Nothing stands for what the field is when it is left alone. */
  readonly onChange: (value: unknown) => void;
}

/** One thing a form asks for, whatever it is: the fields of personas, the context and rules are all this. */
export function SchemaField({ field, value, onChange }: SchemaFieldProps) {
  const { label, description, type, standard } = field;
  const common = { label, ...(description === "" ? {} : { hint: description }) };
  const placeholder = textOf(standard);
  switch (type) {
    case "check":
      return (
        <CheckField
          {...common}
          checked={value === undefined ? standard === true : value === true}
          onCheck={(checked) => onChange(checked === (standard === true) ? undefined : checked)}
        />
      );
    case "choice":
      return (
        <ChoiceField
          {...common}
          value={textOf(value ?? standard)}
          choices={["", ...(field.choices ?? [])]}
          onChoice={(choice) => onChange(choice === "" ? undefined : choice)}
        />
      );
    case "number":
      return (
        <NumberField
          {...common}
          {...(field.min === undefined ? {} : { min: field.min })}
          {...(field.max === undefined ? {} : { max: field.max })}
          step={field.whole === true ? 1 : 0.05}
          value={typeof value === "number" ? value : null}
          onNumber={(number) => onChange(number ?? undefined)}
        />
      );
    case "pattern":
      return (
        <TextField
          {...common}
          hint={`${description}: a regular expression; upper and lower case are the same`}
          value={patternOf(value)}
          onText={(pattern) => onChange(pattern === "" ? undefined : { pattern, flags: "i" })}
        />
      );
    case "lines":
      return (
        <TextField
          {...common}
          wide={Array.isArray(value)}
          placeholder={placeholder}
          lines={Array.isArray(value) ? 3 : 1}
          value={textOf(value)}
          onText={(text) => onChange(Array.isArray(value) || text.includes("\n") ? text.split("\n") : text)}
        />
      );
    case "json":
      return (
        <TextField
          {...common}
          wide
          lines={3}
          value={
            typeof value === "string" || value === undefined ? (value ?? "") : JSON.stringify(value, null, 2)
          }
          onText={(text) => onChange(jsonOf(text))}
        />
      );
    case "text":
      return <TextField {...common} placeholder={placeholder} value={textOf(value)} onText={onChange} />;
  }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join("\n");
  return value === undefined || value === null ? "" : String(value);
}

function patternOf(value: unknown): string {
  return ((value ?? {}) as { readonly pattern?: string }).pattern ?? "";
}

/** What is not JSON yet stays text, which is refused with its place when the scene is used. */
function jsonOf(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
