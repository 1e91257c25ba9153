import { useState } from "preact/hooks";
import type { AttributeField, AttributeForm } from "../../src/protocol/catalog.ts";
import { TextField } from "../parts/field.tsx";

interface AttributeFieldsProps {
  readonly form: AttributeForm;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly onChange: (attributes: Record<string, unknown>) => void;
}

const usual = 6;

/** The attributes of a persona or context as a form: those that say something, the first few others, the rest on demand. */
export function AttributeFields({ form, attributes, onChange }: AttributeFieldsProps) {
  const [all, setAll] = useState(false);
  const shown = form.fields.filter(({ name }, at) => all || at < usual || hasValue(attributes[name]));
  const hidden = form.fields.length - shown.length;
  return (
    <>
      <div class="fields">
        {shown.map((field) => (
          <TextField
            key={field.name}
            label={field.label}
            hint={field.description}
            placeholder={textOf(field.standard)}
            lines={field.type === "list" && Array.isArray(attributes[field.name]) ? 3 : 1}
            value={textOf(attributes[field.name])}
            onText={(text) => onChange({ ...attributes, [field.name]: valueOf(field, text) })}
          />
        ))}
      </div>
      {hidden > 0 || all ? (
        <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Fewer attributes" : `${hidden} more attributes`}
        </button>
      ) : null}
    </>
  );
}

export function hasValue(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join("\n");
  return value === undefined || value === null ? "" : String(value);
}

function valueOf({ type }: AttributeField, text: string): unknown {
  if (type === "number" && text.trim() !== "" && !Number.isNaN(Number(text))) return Number(text);
  return type === "list" && text.includes("\n") ? text.split("\n") : text;
}
