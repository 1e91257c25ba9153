/** Keys under which exports say who somebody is: what people are called there, or the id of their account. */
const called =
  /^(?:(?:real|display|first|last|full|user|account|contact|customer|requester|author|sender|agent)_?name(?:_normalized)?|nick(?:name)?|forwarded_from|saved_from|actor|author|sender|requester|assignee|user|users|members|inviter|creator|parent_user_id|reply_users)$/i;
/** Keys of an account, whose name is a person's, as that of a channel or an emoji is not. */
const account =
  /^(?:author|sender|user|users|user_profile|profile|mentions|members|contact_information|requester|assignee|actor)$/i;
const longest = 80;

/** What somebody did, as lines of the system say it. */
const did =
  "joined left created added removed changed pinned invited started renamed hat ist wurde creó añadió eliminó cambió salió criou adicionou removeu mudou saiu entrou a ha heeft skapade ändrade".replaceAll(
    " ",
    "|",
  );
const doer = new RegExp(
  `(?:^|[\\s\\]*!-])((?:\\p{Lu}[\\p{L}\\p{M}'’.-]{0,30} ){1,4})(?:has |was )?(?:${did})(?![\\p{L}\\p{N}])`,
  "u",
);
const doneTo =
  /(?:added|removed|invited|añadió a|eliminó a|adicionou|removeu|hinzugefügt:?) ((?:\p{Lu}[\p{L}\p{M}'’.-]{0,30}[ ,]{0,2}){1,4})/u;
const nobody = /^(?:you|your|the|this|du|sie|ihr|tú|usted|vous|tu|você|hai|je|jij)$/i;

/** Who did something, or had it done, as a line of the system says: "Ann Bell added Bo". */
export function peopleInAsides(asides: unknown): string[] {
  const lines = Array.isArray(asides) ? (asides as unknown[]) : [];
  return lines.flatMap((aside) => {
    const fields = (typeof aside === "object" && aside !== null ? aside : { text: aside }) as Readonly<
      Record<string, unknown>
    >;
    const named = [fields["speaker"], fields["from"]].filter((name) => typeof name === "string");
    const text = typeof fields["text"] === "string" ? fields["text"] : "";
    const told = [doer, doneTo].flatMap((pattern) => pattern.exec(text)?.[1]?.trim() ?? []);
    return [...named, ...told].filter((name) => name.length <= longest && !nobody.test(name));
  });
}

/**
 * What people are called in the fields of an export beside what they say: names of accounts, of mentions, of contacts
 * that were sent, of those a message was forwarded from, and ids such as Slack's.
 */
export function peopleIn(value: unknown, key = "", ofAccount = false): string[] {
  if (typeof value === "string") {
    const names = called.test(key) || (ofAccount && /^(?:name|id)$/i.test(key) && !/^\d*$/.test(value));
    return names && value.length <= longest ? [value] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => peopleIn(item, key, ofAccount));
  if (typeof value !== "object" || value === null) return [];
  const { type, text } = value as { readonly type?: unknown; readonly text?: unknown };
  if (type === "mention" && typeof text === "string") return [text.replace(/^@/, "")];
  const isAccount = account.test(key);
  return Object.entries(value).flatMap(([name, child]) => peopleIn(child, name, isAccount));
}
