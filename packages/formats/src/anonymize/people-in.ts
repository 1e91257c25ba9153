/** Keys under which exports say who somebody is: what people are called there, or the id of their account. */
const called =
  /^(?:(?:real|display|first|last|full|user|account|contact|customer|requester|author|sender|agent)_?name(?:_normalized)?|nick(?:name)?|forwarded_from|saved_from|actor|author|sender|requester|assignee|user|users|members|inviter|creator|parent_user_id|reply_users)$/i;
/** Keys of an account, whose name is a person's, as that of a channel or an emoji is not. */
const account =
  /^(?:author|sender|user|users|user_profile|profile|mentions|members|contact_information|requester|assignee|actor)$/i;
const longest = 80;

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
