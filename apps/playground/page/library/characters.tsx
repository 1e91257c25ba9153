import type { DialogData } from "@sdialog/core";

/** Who talks and in which situation, as far as the dialogue says. */
export function Characters({ dialog }: { readonly dialog: DialogData }) {
  const people = Object.entries(dialog.personas ?? {});
  const { context, scenario } = dialog;
  if (people.length === 0 && isNothing(context) && isNothing(scenario)) return null;
  return (
    <aside class="characters" aria-label="Who talks, and where">
      {people.map(([name, persona], at) => (
        <section key={name} data-speaker={at % 8}>
          <h3>{name}</h3>
          <Attributes of={persona} except={name} />
        </section>
      ))}
      {isNothing(context) ? null : (
        <section>
          <h3>Situation</h3>
          <Attributes of={context} />
        </section>
      )}
      {isNothing(scenario) ? null : (
        <section>
          <h3>Scenario</h3>
          <Attributes of={scenario} />
        </section>
      )}
    </aside>
  );
}

interface AttributesProps {
  readonly of: unknown;
  /** A value that is said already. */
  readonly except?: string;
}

function Attributes({ of, except }: AttributesProps) {
  if (typeof of !== "object" || of === null) return <p>{String(of)}</p>;
  const known = Object.entries(of).filter(
    ([name, value]) => !name.startsWith("_") && !isNothing(value) && value !== except,
  );
  if (known.length === 0) return <p class="quiet">Nothing is known.</p>;
  return (
    <dl>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name.replace(/(?<=[a-z])(?=[A-Z])|_/g, " ").toLowerCase()}</dt>
          <dd>{textOf(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join("; ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
