import { useState } from "preact/hooks";
import type { Form } from "../../src/protocol/catalog.ts";
import { SchemaField } from "../parts/schema-field.tsx";

interface AttributeFieldsProps {
  readonly form: Form;
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
          <SchemaField
            key={field.name}
            field={field}
            value={attributes[field.name]}
            onChange={(value) => onChange(changed(attributes, field.name, value))}
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

/** The attributes with one of them changed; one that is nothing any more goes. */
function changed(
  attributes: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): Record<string, unknown> {
  const { [name]: _before, ...others } = attributes;
  return value === undefined ? others : { ...attributes, [name]: value };
}
